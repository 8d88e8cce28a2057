CREATE TABLE "editing" (
    "id" {id},
    "token_sha256" TEXT NOT NULL,
    "base_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ NOT NULL,
    "saved_id" INTEGER,
    "saved_at" TIMESTAMPTZ,
    FOREIGN KEY ("base_id") REFERENCES "template" ("id"),
    FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
    FOREIGN KEY ("saved_id") REFERENCES "template" ("id")
);
CREATE UNIQUE INDEX "editing_token_sha256" ON "editing" ("token_sha256");
CREATE INDEX "editing_base_id" ON "editing" ("base_id");
CREATE INDEX "editing_account_id" ON "editing" ("account_id");
CREATE INDEX "editing_saved_id" ON "editing" ("saved_id");

CREATE TABLE "file_lock" (
    "id" {id},
    "token" TEXT NOT NULL,
    "root" TEXT NOT NULL,
    "principal" TEXT NOT NULL,
    "exclusive" {boolean} NOT NULL,
    "depth" TEXT NOT NULL,
    "owner" {bytes} NOT NULL,
    "until" TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX "file_lock_token" ON "file_lock" ("token");
CREATE INDEX "file_lock_root" ON "file_lock" ("root");
CREATE UNIQUE INDEX "file_lock_exclusive" ON "file_lock" ("root") WHERE ("exclusive" = {true});

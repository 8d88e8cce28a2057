CREATE TABLE "template_use" (
    "id" {id},
    "template_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    FOREIGN KEY ("template_id") REFERENCES "template" ("id")
);
CREATE INDEX "template_use_template_id" ON "template_use" ("template_id");

CREATE TABLE "template_check" (
    "id" {id},
    "template_id" INTEGER NOT NULL,
    "process_id" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ NOT NULL,
    "findings" TEXT NOT NULL,
    FOREIGN KEY ("template_id") REFERENCES "template" ("id"),
    FOREIGN KEY ("process_id") REFERENCES "process" ("id")
);
CREATE UNIQUE INDEX "template_check_template_id_process_id" ON "template_check" ("template_id", "process_id");
CREATE INDEX "template_check_process_id" ON "template_check" ("process_id");

CREATE TABLE "process_version" (
    "id" {id},
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "process_id" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    FOREIGN KEY ("process_id") REFERENCES "process" ("id")
);
CREATE UNIQUE INDEX "process_version_key_number" ON "process_version" ("key", "number");
CREATE INDEX "process_version_process_id" ON "process_version" ("process_id");

CREATE TABLE "process_use" (
    "id" {id},
    "version_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    FOREIGN KEY ("version_id") REFERENCES "process_version" ("id")
);
CREATE INDEX "process_use_version_id" ON "process_use" ("version_id");

CREATE TABLE "process_draft" (
    "id" {id},
    "key" TEXT NOT NULL,
    "base_id" INTEGER NOT NULL,
    "files" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    FOREIGN KEY ("base_id") REFERENCES "process_version" ("id")
);
CREATE UNIQUE INDEX "process_draft_key" ON "process_draft" ("key");
CREATE INDEX "process_draft_base_id" ON "process_draft" ("base_id");

CREATE TABLE "letter_origin" (
    "id" {id},
    "letter_id" INTEGER NOT NULL,
    "process_id" INTEGER NOT NULL,
    FOREIGN KEY ("letter_id") REFERENCES "letter" ("id"),
    FOREIGN KEY ("process_id") REFERENCES "process" ("id")
);
CREATE UNIQUE INDEX "letter_origin_letter_id" ON "letter_origin" ("letter_id");
CREATE INDEX "letter_origin_process_id" ON "letter_origin" ("process_id");

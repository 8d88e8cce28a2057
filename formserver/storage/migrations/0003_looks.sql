CREATE TABLE "look" (
    "id" {id},
    "municipality" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "colour" TEXT NOT NULL,
    "sha256" TEXT,
    "changed_at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    FOREIGN KEY ("sha256") REFERENCES "file" ("sha256")
);
CREATE INDEX "look_sha256" ON "look" ("sha256");
CREATE UNIQUE INDEX "look_municipality" ON "look" ("municipality");

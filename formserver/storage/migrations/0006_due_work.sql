-- The worker finds what is due by index: a dialog is looked at when something changed in it or its time has
-- come, and a piece of work that failed is kept in one place, whatever its kind.

CREATE TABLE "due_dialog" (
    "dialog_id" INTEGER NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id")
);
CREATE INDEX "due_dialog_at" ON "due_dialog" ("at");

CREATE TABLE "attempt" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "next_try_at" TIMESTAMPTZ,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id")
);
CREATE INDEX "attempt_next_try_at" ON "attempt" ("next_try_at");
CREATE UNIQUE INDEX "attempt_dialog_id_kind_about" ON "attempt" ("dialog_id", "kind", "about");

INSERT INTO "attempt" ("dialog_id", "kind", "about", "tries", "reason", "next_try_at")
SELECT "dialog_id", 'document', "kind", 1, "reason", "retry_at" FROM "document_failure";

INSERT INTO "attempt" ("dialog_id", "kind", "about", "tries", "reason", "next_try_at")
SELECT "sheet"."dialog_id", 'publish', "submission"."id", 1, "submission"."failure", "submission"."retry_at"
FROM "submission" JOIN "sheet" ON "sheet"."id" = "submission"."sheet_id"
WHERE "submission"."published_at" IS NULL AND "submission"."retry_at" IS NOT NULL;

DROP TABLE "document_failure";
DROP INDEX "submission_unpublished";
ALTER TABLE "submission" DROP COLUMN "published_at";
ALTER TABLE "submission" DROP COLUMN "retry_at";
ALTER TABLE "submission" DROP COLUMN "failure";

INSERT INTO "due_dialog" ("dialog_id", "at") SELECT "id", '0001-01-01T00:00:00.000000+00:00' FROM "dialog";

-- Whatever is changed in these tables, the worker looks at the dialog at once.
CREATE TRIGGER "due_after_insert_dialog" AFTER INSERT ON "dialog" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_update_dialog" AFTER UPDATE ON "dialog" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_insert_override" AFTER INSERT ON "override" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_update_override" AFTER UPDATE ON "override" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_delete_override" AFTER DELETE ON "override" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT OLD."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_insert_organiser" AFTER INSERT ON "organiser" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_update_organiser" AFTER UPDATE ON "organiser" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_delete_organiser" AFTER DELETE ON "organiser" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT OLD."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_insert_party" AFTER INSERT ON "party" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_update_party" AFTER UPDATE ON "party" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_delete_party" AFTER DELETE ON "party" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT OLD."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_insert_contact" AFTER INSERT ON "contact" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT (SELECT "dialog_id" FROM "party" WHERE "id" = NEW."party_id"), '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_update_contact" AFTER UPDATE ON "contact" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT (SELECT "dialog_id" FROM "party" WHERE "id" = NEW."party_id"), '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_delete_contact" AFTER DELETE ON "contact" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT (SELECT "dialog_id" FROM "party" WHERE "id" = OLD."party_id"), '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_insert_submission" AFTER INSERT ON "submission" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT (SELECT "dialog_id" FROM "sheet" WHERE "id" = NEW."sheet_id"), '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_update_submission" AFTER UPDATE ON "submission" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT (SELECT "dialog_id" FROM "sheet" WHERE "id" = NEW."sheet_id"), '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_insert_document" AFTER INSERT ON "document" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_update_document" AFTER UPDATE ON "document" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_insert_pinned_template" AFTER INSERT ON "pinned_template" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT NEW."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;
CREATE TRIGGER "due_after_delete_pinned_template" AFTER DELETE ON "pinned_template" BEGIN INSERT INTO "due_dialog" ("dialog_id", "at") SELECT OLD."dialog_id", '0001-01-01T00:00:00.000000+00:00' WHERE TRUE ON CONFLICT ("dialog_id") DO UPDATE SET "at" = excluded."at"; END;

-- What was given up is tried once more then; all that failed, when it may have been mended.
CREATE TRIGGER "attempt_after_insert_due_dialog" AFTER INSERT ON "due_dialog" WHEN NEW."at" = '0001-01-01T00:00:00.000000+00:00' BEGIN UPDATE "attempt" SET "next_try_at" = '0001-01-01T00:00:00.000000+00:00' WHERE "dialog_id" = NEW."dialog_id" AND "next_try_at" IS NULL; END;
CREATE TRIGGER "attempt_after_update_due_dialog" AFTER UPDATE ON "due_dialog" WHEN NEW."at" = '0001-01-01T00:00:00.000000+00:00' BEGIN UPDATE "attempt" SET "next_try_at" = '0001-01-01T00:00:00.000000+00:00' WHERE "dialog_id" = NEW."dialog_id" AND "next_try_at" IS NULL; END;
CREATE TRIGGER "attempt_after_insert_pinned_template" AFTER INSERT ON "pinned_template" BEGIN UPDATE "attempt" SET "next_try_at" = '0001-01-01T00:00:00.000000+00:00' WHERE "dialog_id" = NEW."dialog_id"; END;
CREATE TRIGGER "attempt_after_update_dialog_process" AFTER UPDATE OF "process_id" ON "dialog" BEGIN UPDATE "attempt" SET "next_try_at" = '0001-01-01T00:00:00.000000+00:00' WHERE "dialog_id" = NEW."id"; END;

-- Letters that somebody waits for at a screen go first, and letters that failed before go last.

CREATE TABLE "letter_new" (
    "id" {id},
    "key" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "dialog_id" INTEGER,
    "party_id" INTEGER,
    "contact_id" INTEGER,
    "account_id" INTEGER,
    "link_id" INTEGER,
    "code_id" INTEGER,
    "recipient_name" TEXT NOT NULL,
    "recipient_address" TEXT NOT NULL,
    "reply_name" TEXT NOT NULL,
    "reply_address" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "written_at" TIMESTAMPTZ NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_try_at" TIMESTAMPTZ NOT NULL,
    "claimed_by" TEXT NOT NULL,
    "claimed_until" TIMESTAMPTZ,
    "sent_at" TIMESTAMPTZ,
    "server_reply" TEXT NOT NULL,
    "failed_at" TIMESTAMPTZ,
    "failure" TEXT NOT NULL,
    "failure_text" TEXT NOT NULL,
    "held_at" TIMESTAMPTZ,
    "held_by" TEXT NOT NULL,
    "stopped_at" TIMESTAMPTZ,
    "stopped_why" TEXT NOT NULL,
    "urgent" {boolean} NOT NULL,
    "files" TEXT NOT NULL,
    "calendar_method" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id"),
    FOREIGN KEY ("party_id") REFERENCES "party" ("id"),
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id"),
    FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
    FOREIGN KEY ("link_id") REFERENCES "personal_link" ("id"),
    FOREIGN KEY ("code_id") REFERENCES "sign_in_code" ("id")
);

INSERT INTO "letter_new" ("id", "key", "letter", "language", "dialog_id", "party_id", "contact_id", "account_id", "link_id", "code_id", "recipient_name", "recipient_address", "reply_name", "reply_address", "message_id", "due_at", "written_at", "attempts", "next_try_at", "claimed_by", "claimed_until", "sent_at", "server_reply", "failed_at", "failure", "failure_text", "held_at", "held_by", "stopped_at", "stopped_why", "files", "calendar_method", "subject", "calendar", "text", "html", "urgent")
SELECT "id", "key", "letter", "language", "dialog_id", "party_id", "contact_id", "account_id", "link_id", "code_id", "recipient_name", "recipient_address", "reply_name", "reply_address", "message_id", "due_at", "written_at", "attempts", "next_try_at", "claimed_by", "claimed_until", "sent_at", "server_reply", "failed_at", "failure", "failure_text", "held_at", "held_by", "stopped_at", "stopped_why", "files", "calendar_method", "subject", "calendar", "text", "html", "code_id" IS NOT NULL FROM "letter";

DROP TABLE "letter";
ALTER TABLE "letter_new" RENAME TO "letter";

CREATE UNIQUE INDEX "letter_key" ON "letter" ("key");
CREATE INDEX "letter_dialog_id" ON "letter" ("dialog_id");
CREATE INDEX "letter_party_id" ON "letter" ("party_id");
CREATE INDEX "letter_contact_id" ON "letter" ("contact_id");
CREATE INDEX "letter_account_id" ON "letter" ("account_id");
CREATE INDEX "letter_link_id" ON "letter" ("link_id");
CREATE INDEX "letter_code_id" ON "letter" ("code_id");
CREATE INDEX "letter_waiting" ON "letter" ("urgent", ("attempts" > 0), "next_try_at", "id") WHERE (((("sent_at" IS NULL) AND ("failed_at" IS NULL)) AND ("held_at" IS NULL)) AND ("stopped_at" IS NULL));
CREATE INDEX "letter_failed" ON "letter" ("dialog_id", "party_id") WHERE ("failed_at" IS NOT NULL);

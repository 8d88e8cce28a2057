-- Everything as the first version knew it.

CREATE TABLE "migration" ("name" TEXT NOT NULL PRIMARY KEY);

CREATE TABLE "file" (
    "sha256" TEXT NOT NULL PRIMARY KEY,
    "size" INTEGER NOT NULL,
    "content" {bytes} NOT NULL
);

CREATE TABLE "process" (
    "id" {id},
    "key" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "pinned_at" TIMESTAMPTZ NOT NULL,
    "files" TEXT NOT NULL
);
CREATE UNIQUE INDEX "process_key_sha256" ON "process" ("key", "sha256");

CREATE TABLE "template" (
    "id" {id},
    "process" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    FOREIGN KEY ("sha256") REFERENCES "file" ("sha256")
);
CREATE INDEX "template_sha256" ON "template" ("sha256");
CREATE UNIQUE INDEX "template_process_document_language_number" ON "template" ("process", "document", "language", "number");

CREATE TABLE "account" (
    "id" {id},
    "email" TEXT NOT NULL,
    "address_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "administrator" {boolean} NOT NULL,
    "added_at" TIMESTAMPTZ NOT NULL,
    "closed_at" TIMESTAMPTZ
);
CREATE UNIQUE INDEX "account_address_key" ON "account" ("address_key");

CREATE TABLE "sign_in_code" (
    "id" {id},
    "account_id" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "tries" INTEGER NOT NULL,
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
);
CREATE INDEX "sign_in_code_account_id" ON "sign_in_code" ("account_id");

CREATE TABLE "hit" (
    "id" {id},
    "door" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "hit_door_who_at" ON "hit" ("door", "who", "at");
CREATE INDEX "hit_door_at" ON "hit" ("door", "at");

CREATE TABLE "clock_offset" (
    "id" {id},
    "microseconds" INTEGER NOT NULL
);

CREATE TABLE "dialog" (
    "id" {id},
    "process_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "start" TIME NOT NULL,
    "end" TIME NOT NULL,
    "place" TEXT NOT NULL,
    "online" TEXT NOT NULL,
    "practical" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "imported_id" TEXT,
    "sequence" INTEGER NOT NULL,
    "taken_into_use_at" TIMESTAMPTZ,
    "cancelled_at" TIMESTAMPTZ,
    "cancel_reason" TEXT NOT NULL,
    "packet_asked_at" TIMESTAMPTZ,
    FOREIGN KEY ("process_id") REFERENCES "process" ("id")
);
CREATE INDEX "dialog_process_id" ON "dialog" ("process_id");
CREATE INDEX "dialog_day" ON "dialog" ("day");
CREATE UNIQUE INDEX "dialog_imported_id" ON "dialog" ("imported_id");

CREATE TABLE "theme" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id")
);
CREATE INDEX "theme_dialog_id" ON "theme" ("dialog_id");
CREATE UNIQUE INDEX "theme_dialog_id_number" ON "theme" ("dialog_id", "number");

CREATE TABLE "programme_line" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "at" TIME,
    "title" TEXT NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id")
);
CREATE INDEX "programme_line_dialog_id" ON "programme_line" ("dialog_id");

CREATE TABLE "override" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "reason" TEXT NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id")
);
CREATE INDEX "override_dialog_id" ON "override" ("dialog_id");
CREATE UNIQUE INDEX "override_dialog_id_key" ON "override" ("dialog_id", "key");

CREATE TABLE "organiser" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "responsible" {boolean} NOT NULL,
    "added_at" TIMESTAMPTZ NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id"),
    FOREIGN KEY ("account_id") REFERENCES "account" ("id")
);
CREATE INDEX "organiser_dialog_id" ON "organiser" ("dialog_id");
CREATE INDEX "organiser_account_id" ON "organiser" ("account_id");
CREATE UNIQUE INDEX "organiser_dialog_id_account_id" ON "organiser" ("dialog_id", "account_id");
CREATE UNIQUE INDEX "organiser_one_responsible" ON "organiser" ("dialog_id") WHERE ("responsible" = {true});

CREATE TABLE "party" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "records_address" TEXT NOT NULL,
    "case_number" TEXT NOT NULL,
    "reply_attends" {boolean},
    "reply_proposal" TEXT NOT NULL,
    "reply_by" TEXT NOT NULL,
    "reply_at" TIMESTAMPTZ,
    "withdrawn_at" TIMESTAMPTZ,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id")
);
CREATE INDEX "party_dialog_id" ON "party" ("dialog_id");

CREATE TABLE "contact" (
    "id" {id},
    "party_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "address_key" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "deputy" {boolean} NOT NULL,
    "invited_at" TIMESTAMPTZ,
    "removed_at" TIMESTAMPTZ,
    FOREIGN KEY ("party_id") REFERENCES "party" ("id")
);
CREATE INDEX "contact_party_id" ON "contact" ("party_id");
CREATE INDEX "contact_address_key" ON "contact" ("address_key");

CREATE TABLE "personal_link" (
    "id" {id},
    "contact_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ NOT NULL,
    "withdrawn_at" TIMESTAMPTZ,
    FOREIGN KEY ("contact_id") REFERENCES "contact" ("id")
);
CREATE INDEX "personal_link_contact_id" ON "personal_link" ("contact_id");

CREATE TABLE "pinned_template" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "template_id" INTEGER NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id"),
    FOREIGN KEY ("template_id") REFERENCES "template" ("id")
);
CREATE INDEX "pinned_template_dialog_id" ON "pinned_template" ("dialog_id");
CREATE INDEX "pinned_template_template_id" ON "pinned_template" ("template_id");
CREATE UNIQUE INDEX "pinned_template_dialog_id_template_id" ON "pinned_template" ("dialog_id", "template_id");

CREATE TABLE "sheet" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "party_id" INTEGER,
    "on_behalf" {boolean} NOT NULL,
    "saved_at" TIMESTAMPTZ,
    "saved_by" TEXT NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id"),
    FOREIGN KEY ("party_id") REFERENCES "party" ("id")
);
CREATE INDEX "sheet_dialog_id" ON "sheet" ("dialog_id");
CREATE INDEX "sheet_party_id" ON "sheet" ("party_id");
CREATE UNIQUE INDEX "sheet_dialog_id_form_party_id_on_behalf" ON "sheet" ("dialog_id", "form", "party_id", "on_behalf");
CREATE UNIQUE INDEX "sheet_one_joint" ON "sheet" ("dialog_id", "form") WHERE ("party_id" IS NULL);

CREATE TABLE "item" (
    "id" {id},
    "sheet_id" INTEGER NOT NULL,
    "theme" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ,
    FOREIGN KEY ("sheet_id") REFERENCES "sheet" ("id")
);
CREATE INDEX "item_sheet_id" ON "item" ("sheet_id");

CREATE TABLE "answer" (
    "id" {id},
    "sheet_id" INTEGER NOT NULL,
    "item_id" INTEGER,
    "field" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    FOREIGN KEY ("sheet_id") REFERENCES "sheet" ("id"),
    FOREIGN KEY ("item_id") REFERENCES "item" ("id")
);
CREATE INDEX "answer_item_id" ON "answer" ("item_id");
CREATE UNIQUE INDEX "answer_sheet_id_item_id_field_version" ON "answer" ("sheet_id", "item_id", "field", "version");
CREATE UNIQUE INDEX "answer_once_field_version" ON "answer" ("sheet_id", "field", "version") WHERE ("item_id" IS NULL);

CREATE TABLE "conflict" (
    "id" {id},
    "sheet_id" INTEGER NOT NULL,
    "item_id" INTEGER,
    "field" TEXT NOT NULL,
    "mine" TEXT NOT NULL,
    "mine_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "base_version" INTEGER NOT NULL,
    "settled_at" TIMESTAMPTZ,
    FOREIGN KEY ("sheet_id") REFERENCES "sheet" ("id"),
    FOREIGN KEY ("item_id") REFERENCES "item" ("id")
);
CREATE INDEX "conflict_sheet_id" ON "conflict" ("sheet_id");
CREATE INDEX "conflict_item_id" ON "conflict" ("item_id");

CREATE TABLE "attachment" (
    "id" {id},
    "sheet_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT,
    "address" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ,
    FOREIGN KEY ("sheet_id") REFERENCES "sheet" ("id"),
    FOREIGN KEY ("sha256") REFERENCES "file" ("sha256")
);
CREATE INDEX "attachment_sheet_id" ON "attachment" ("sheet_id");
CREATE INDEX "attachment_sha256" ON "attachment" ("sha256");

CREATE TABLE "submission" (
    "id" {id},
    "sheet_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "year_count" INTEGER NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    "on_behalf" {boolean} NOT NULL,
    "silent" {boolean} NOT NULL,
    "asked" TEXT NOT NULL,
    "contact_id" INTEGER,
    "account_id" INTEGER,
    "published_at" TIMESTAMPTZ,
    "retry_at" TIMESTAMPTZ,
    "failure" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    FOREIGN KEY ("sheet_id") REFERENCES "sheet" ("id")
);
CREATE UNIQUE INDEX "submission_sheet_id_number" ON "submission" ("sheet_id", "number");
CREATE UNIQUE INDEX "submission_year_year_count" ON "submission" ("year", "year_count");
CREATE INDEX "submission_unpublished" ON "submission" ("id") WHERE ("published_at" IS NULL);

CREATE TABLE "reopening" (
    "id" {id},
    "sheet_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ NOT NULL,
    FOREIGN KEY ("sheet_id") REFERENCES "sheet" ("id")
);
CREATE INDEX "reopening_sheet_id" ON "reopening" ("sheet_id");

CREATE TABLE "document" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ NOT NULL,
    "language" TEXT NOT NULL,
    "party_id" INTEGER,
    "submission_id" INTEGER,
    "holds" TEXT NOT NULL,
    "template_id" INTEGER,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id"),
    FOREIGN KEY ("sha256") REFERENCES "file" ("sha256"),
    FOREIGN KEY ("party_id") REFERENCES "party" ("id"),
    FOREIGN KEY ("submission_id") REFERENCES "submission" ("id"),
    FOREIGN KEY ("template_id") REFERENCES "template" ("id")
);
CREATE INDEX "document_sha256" ON "document" ("sha256");
CREATE INDEX "document_party_id" ON "document" ("party_id");
CREATE INDEX "document_submission_id" ON "document" ("submission_id");
CREATE INDEX "document_template_id" ON "document" ("template_id");
CREATE INDEX "document_dialog_id_kind_number" ON "document" ("dialog_id", "kind", "number");
CREATE UNIQUE INDEX "document_submission_id_language" ON "document" ("submission_id", "language");
CREATE UNIQUE INDEX "document_one_compiled" ON "document" ("dialog_id", "kind", "number", "language") WHERE ("submission_id" IS NULL);

CREATE TABLE "document_failure" (
    "id" {id},
    "dialog_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "retry_at" TIMESTAMPTZ NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id")
);
CREATE UNIQUE INDEX "document_failure_dialog_id_kind" ON "document_failure" ("dialog_id", "kind");

CREATE TABLE "letter" (
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
CREATE UNIQUE INDEX "letter_key" ON "letter" ("key");
CREATE INDEX "letter_dialog_id" ON "letter" ("dialog_id");
CREATE INDEX "letter_party_id" ON "letter" ("party_id");
CREATE INDEX "letter_contact_id" ON "letter" ("contact_id");
CREATE INDEX "letter_account_id" ON "letter" ("account_id");
CREATE INDEX "letter_link_id" ON "letter" ("link_id");
CREATE INDEX "letter_code_id" ON "letter" ("code_id");
CREATE INDEX "letter_waiting" ON "letter" ("due_at", "id") WHERE (((("sent_at" IS NULL) AND ("failed_at" IS NULL)) AND ("held_at" IS NULL)) AND ("stopped_at" IS NULL));
CREATE INDEX "letter_failed" ON "letter" ("dialog_id", "party_id") WHERE ("failed_at" IS NOT NULL);

CREATE TABLE "journal_entry" (
    "id" {id},
    "dialog_id" INTEGER,
    "at" TIMESTAMPTZ NOT NULL,
    "event" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "party_id" INTEGER,
    "facts" TEXT NOT NULL,
    FOREIGN KEY ("dialog_id") REFERENCES "dialog" ("id")
);
CREATE INDEX "journal_entry_dialog_id_party_id" ON "journal_entry" ("dialog_id", "party_id");

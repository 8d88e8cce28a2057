DELETE FROM "template_check" WHERE
  "findings" LIKE '%cell_may_be_empty%' OR
  "findings" LIKE '%part_may_be_empty%' OR
  "findings" LIKE '%row_may_be_empty%' OR
  "findings" LIKE '%table_may_be_empty%' OR
  "findings" LIKE '%table_needs_guard%' OR
  "findings" LIKE '%"unsound"%' OR
  "findings" LIKE '%link_without_style%' OR
  "findings" LIKE '%long_text_in_margin%' OR
  "findings" LIKE '%"style_missing"%' OR
  "findings" LIKE '%tag_in_comment%' OR
  "findings" LIKE '%text_in_other_language%'

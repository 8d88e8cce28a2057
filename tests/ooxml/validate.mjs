// Reads paths of Word files from standard input, a line each, and answers each with one line of JSON:
// {"findings": [{"part", "where", "what"}]} or {"fault": "why the file could not be judged"}.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import validate from "@ooxml-tools/validate";

async function judge(path) {
  try {
    const results = await validate(new Uint8Array(readFileSync(path)), "docx", "Microsoft365");
    return { findings: results.map((one) => ({ part: one.path.partUri, where: one.path.xpath, what: one.description })) };
  } catch (error) {
    return { fault: String(error) };
  }
}

for await (const path of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await judge(path)));
}

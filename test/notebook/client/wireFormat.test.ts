import { describe, expect, it } from "vitest";
import { packMessage, unpackMessage } from "../../../src/notebook/client/wireFormat.js";

const header = {
  msg_id: "1",
  msg_type: "execute_request",
  session: "s",
  username: "u",
  date: "2020-01-01T00:00:00.000Z",
  version: "5.3",
};
const frames = (key: string): Uint8Array[] =>
  packMessage(key, header, { code: "“1”" }, { cellId: "a" }).map(text => new Uint8Array(Buffer.from(text)));

describe("the wire format of Jupyter", () => {
  it("reads what it writes, with routing prefix before and buffers behind", () => {
    const buffer = new Uint8Array([0, 255]);
    const message = unpackMessage("key", "shell", [new Uint8Array([0, 1]), ...frames("key"), buffer]);
    expect(message).toEqual({
      channel: "shell",
      header,
      parent: {},
      metadata: { cellId: "a" },
      content: { code: "“1”" },
      buffers: [buffer],
    });
  });

  it("signs as the protocol says: HMAC-SHA256, hex, over the four JSON parts", () => {
    const [delimiter, signature] = packMessage("key", header, {});
    expect(delimiter).toBe("<IDS|MSG>");
    // python3 -c 'import hmac; h=hmac.new(b"key",digestmod="sha256"); [h.update(p) for p in parts]; h.hexdigest()'
    expect(signature).toBe("1c887dc45d42669a87b1effa43cb1f35d5787910ba1afde57ce2fd05bf39ab0d");
    expect(packMessage("", header, {})[1]).toBe("");
  });

  it.each([
    ["another key", frames("other"), "signature"],
    [
      "a changed content",
      frames("key").map((frame, i) => (i === 5 ? Buffer.from("{}") : frame)),
      "signature",
    ],
    [
      "a missing signature",
      frames("key").map((frame, i) => (i === 1 ? Buffer.from("") : frame)),
      "signature",
    ],
    ["no delimiter", frames("key").slice(1), "no delimiter"],
    ["too few parts", frames("key").slice(0, 5), "5 frames"],
  ])("refuses %s", (_, bad, why) => {
    expect(() => unpackMessage("key", "iopub", bad)).toThrow(why);
  });
});

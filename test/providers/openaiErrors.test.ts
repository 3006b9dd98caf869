import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../src/evaluate/ask.js";
import type { LanguageModel } from "../../src/providers/Model.js";
import { modelString } from "../../src/providers/openai/modelString.js";
import { openaiModel } from "../../src/providers/openai/openaiModel.js";
import { openModel } from "../../src/providers/openModel.js";
import type { ProviderError } from "../../src/providers/ProviderError.js";
import { requireCan } from "../../src/providers/requireCan.js";
import { smallSet } from "../evaluate/set.js";
import { startServer, type TestServer } from "../server/startServer.js";
import { json, type Listener, listen, thrownBy } from "./listener.js";

const CANARY = "canary-7f3a9b-KEY/with+signs";

const listeners: Listener[] = [];
afterEach(async () => {
  delete process.env.OPENAI_API_KEY;
  delete process.env.TRACEBOOK_API_KEY;
  for (const each of listeners.splice(0)) await each.close();
});
async function serve(...given: Parameters<typeof listen>): Promise<Listener> {
  const listener = await listen(...given);
  listeners.push(listener);
  return listener;
}

const REQUEST = { prompt: "p", sample: 0, settings: {} };
const generate = (model: LanguageModel): Promise<ProviderError> => thrownBy(model.generate(REQUEST));
const check = (model: LanguageModel): Promise<ProviderError> =>
  thrownBy((model.check as NonNullable<LanguageModel["check"]>)());

describe("modelString", () => {
  it.each([
    ["openai:gpt-5", { flavour: "openai", model: "gpt-5" }],
    [
      "openai:test-model@http://127.0.0.1:8000/v1/",
      { flavour: "openai", model: "test-model", baseUrl: "http://127.0.0.1:8000/v1" },
    ],
    [
      "vllm:Qwen/Qwen2.5-Coder-7B@https://gpu.example:8443/a/v1",
      { flavour: "vllm", model: "Qwen/Qwen2.5-Coder-7B", baseUrl: "https://gpu.example:8443/a/v1" },
    ],
    [
      "openai:claude@20250219@http://h/v1",
      { flavour: "openai", model: "claude@20250219", baseUrl: "http://h/v1" },
    ],
    ["openai:a@http://b@http://h/v1", { flavour: "openai", model: "a@http://b", baseUrl: "http://h/v1" }],
    ["ollama:qwen3:8b", { flavour: "ollama", model: "qwen3:8b" }],
    ["openai:models/x@2025", { flavour: "openai", model: "models/x@2025" }],
    [
      "llama.cpp:/weights/q4.gguf@http://[::1]:8080/v1",
      { flavour: "llama.cpp", model: "/weights/q4.gguf", baseUrl: "http://[::1]:8080/v1" },
    ],
  ])("reads %s", (name, said) => expect(modelString(name)).toEqual(said));

  it.each([
    ["openai:", "--model: openai: names no model; write for example openai:my-model@https://example.org/v1"],
    [
      "vllm:@http://h/v1",
      "--model: vllm: names no model; write for example vllm:my-model@http://127.0.0.1:8000/v1",
    ],
    [
      "openai:gpt@localhost:8000/v1",
      "--model: the base URL after @ must begin with http:// or https://; write for example openai:my-model@https://example.org/v1",
    ],
    [
      "openai:gpt@127.0.0.1:8000",
      "--model: the base URL after @ must begin with http:// or https://; write for example openai:my-model@https://example.org/v1",
    ],
    [
      "openai:gpt@ftp://h/v1",
      "--model: the base URL after @ must begin with http:// or https://; write for example openai:my-model@https://example.org/v1",
    ],
    [
      "ollama:http://localhost:11434",
      "--model: ollama: is followed by a URL, where the model's name belongs; write for example ollama:my-model@http://127.0.0.1:11434/v1",
    ],
    [
      "openai:gpt@http://user:secret@h/v1",
      "--model: the base URL holds a user or password; keys come from the environment only",
    ],
  ])("refuses %s with an example", (name, message) =>
    expect(() => modelString(name)).toThrow(expect.objectContaining({ name: "SourceError", message })),
  );
});

describe("openModel", () => {
  const context = { questions: [], seed: 1 };

  it("opens the flavours at their own base URLs, under the string that names them", async () => {
    const model = (await openModel("vllm:m", { ...context, endpoint: "completions" })) as LanguageModel;
    expect([model.name, model.identity]).toEqual([
      "vllm:m",
      { baseUrl: "http://127.0.0.1:8000/v1", flavour: "vllm", endpoint: "completions" },
    ]);
    const named = (await openModel("openai:m@http://h:1/v1/", context)) as LanguageModel;
    expect([named.name, named.identity]).toEqual([
      "openai:m@http://h:1/v1",
      { baseUrl: "http://h:1/v1", flavour: "openai", endpoint: "chat" },
    ]);
  });

  it("says what there is instead of a string it does not know", async () => {
    await expect(openModel("gpt-5", context)).rejects.toThrow(
      /^--model: unknown model: "gpt-5" \(available: embedded, embedded-direct, embedded-random, embedded-codebook-mlp, embedded-codebook-attn-mlp, openai:<model>\[@<base url>\], vllm:…, .*baseline:random\)$/,
    );
  });
});

describe("requireCan", () => {
  const can = (string: string, needs: Parameters<typeof requireCan>[1]): (() => Promise<void>) => {
    return async () =>
      requireCan(
        (await openModel(string, { questions: [], seed: 1, endpoint: "completions" })) as LanguageModel,
        needs,
      );
  };
  it.each([
    ["openai:m", { logprobs: 6 }, "--logprobs: openai:m gives at most 5 alternatives, 6 were asked for"],
    ["ollama:m", { logprobs: 0 }, "--logprobs: ollama:m gives no log-probabilities of its tokens"],
    [
      "llama.cpp:m",
      { promptLogprobs: true },
      "--model: llama.cpp:m cannot score a prompt: it gives no log-probabilities of the prompt's tokens",
    ],
    ["openai:m", { typed: true }, "--typed: openai:m cannot hold answers to a form"],
    [
      "baseline:oracle",
      { samples: 3 },
      "--samples: baseline:oracle gives the same answer every time, 3 were asked for",
    ],
    ["person", { stop: true }, "--stop: person takes no stop strings"],
    ["person", { seed: true }, "--seed: person takes no seed"],
  ])("names option and model: %s %j", async (name, needs, message) => {
    await expect(can(name, needs)()).rejects.toMatchObject({ name: "SourceError", message });
  });

  it("lets pass what a model can", async () => {
    await expect(
      can("vllm:m", {
        logprobs: 20,
        promptLogprobs: true,
        typed: true,
        samples: 5,
        stop: true,
        seed: true,
      })(),
    ).resolves.toBeUndefined();
  });
});

describe("what a wrong base URL is told", () => {
  const html = (_: unknown, response: Parameters<Parameters<typeof listen>[0]>[1]): void => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Grafana</title>");
  };

  it("a missing /v1, found by asking for it", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/v1/models") json(response, { data: [{ id: "m" }] });
      else json(response, { detail: "Not Found" }, 404);
    });
    const model = openaiModel({ model: "m", baseUrl: url });
    expect(await check(model)).toMatchObject({
      fault: "unreachable",
      message: `wrong base URL: ${url} lists no models, ${url}/v1 does: use that`,
    });
    expect(await generate(model)).toMatchObject({
      fault: "unreachable",
      message: `wrong base URL: nothing of a model at ${url}/chat/completions; is ${url}/v1 meant? (status 404: Not Found)`,
    });
  });

  it("a web page, by its check and by its answer", async () => {
    const { url } = await serve(html);
    const model = openaiModel({ model: "m", baseUrl: `${url}/v1` });
    expect(await check(model)).toMatchObject({
      fault: "unreachable",
      message: `wrong base URL: a web page, and no model, is at ${url}/v1/models`,
    });
    expect(await generate(model)).toMatchObject({
      fault: "unreachable",
      message: `wrong base URL: a web page, and no model, is at ${url}/v1/chat/completions; is the base URL right?`,
    });
  });

  it("another kind of server, a redirect, a method that is not taken", async () => {
    const { url } = await serve((request, response) => {
      if (request.url?.startsWith("/moved"))
        response.writeHead(308, { location: "https://new.example/v1/chat/completions" }).end();
      else if (request.url?.startsWith("/files"))
        response.writeHead(501).end("<html><title>Unsupported method ('POST')</title></html>");
      else response.writeHead(404).end("<h1>404</h1>");
    });
    const told = async (path: string): Promise<string[]> => {
      const error = await generate(openaiModel({ model: "m", baseUrl: `${url}${path}` }));
      return [error.fault, error.message];
    };
    expect(await told("/api/v1")).toEqual([
      "unreachable",
      `wrong base URL: nothing of a model at ${url}/api/v1/chat/completions; is the base URL right? (status 404: 404)`,
    ]);
    expect(await told("/moved")).toEqual([
      "unreachable",
      `${url}/moved redirects to https://new.example/v1/chat/completions: name that base URL instead`,
    ]);
    expect(await told("/files")).toEqual([
      "unreachable",
      `wrong base URL: nothing of a model at ${url}/files/chat/completions; is ${url}/files/v1 meant? (status 501: Unsupported method ('POST'))`,
    ]);
  });

  it("passes a server that has no list of models", async () => {
    const { url } = await serve((request, response) => {
      if (request.method === "POST") json(response, { choices: [{ message: { content: "hi" } }] });
      else json(response, { error: { message: "no such route" } }, 404);
    });
    const model = openaiModel({ model: "m", baseUrl: `${url}/v1` });
    await expect(model.check?.()).resolves.toBeUndefined();
    expect((await model.generate(REQUEST)).text).toBe("hi");
  });
});

describe("what errors of servers are taken for", () => {
  const fault = async (status: number, body: unknown): Promise<[string, string]> => {
    const { url } = await serve((_, response) => json(response, body, status));
    const error = await generate(openaiModel({ model: "m", baseUrl: `${url}/v1` }));
    return [error.fault, error.message.replaceAll(url, "URL")];
  };
  const openai = (message: string, code: string | null = null, param: string | null = null): unknown => ({
    error: { message, type: "invalid_request_error", code, param },
  });

  it.each<[number, unknown, string, string]>([
    [
      401,
      openai("no key"),
      "authentication",
      "URL/v1 wants a key: no key was sent, as OPENAI_API_KEY is not set (status 401: no key)",
    ],
    [
      400,
      openai("API key not valid. Please pass a valid API key."),
      "authentication",
      "URL/v1 wants a key: no key was sent, as OPENAI_API_KEY is not set (status 400: API key not valid. Please pass a valid API key.)",
    ],
    [
      429,
      openai("You exceeded your current quota", "insufficient_quota"),
      "authentication",
      "the account behind OPENAI_API_KEY cannot pay: URL/v1: status 429: You exceeded your current quota",
    ],
    [
      402,
      openai("Insufficient credits, add billing"),
      "authentication",
      "the account behind OPENAI_API_KEY cannot pay: URL/v1: status 402: Insufficient credits, add billing",
    ],
    [
      403,
      openai("Input flagged by moderation"),
      "refused by filter",
      "URL/v1: status 403: Input flagged by moderation",
    ],
    [
      400,
      openai(
        "The response was filtered due to the prompt triggering our content management policy.",
        "content_filter",
      ),
      "refused by filter",
      "URL/v1: status 400: The response was filtered due to the prompt triggering our content management policy.",
    ],
    [
      400,
      openai(
        "Unsupported value: 'temperature' does not support 0 with this model.",
        "unsupported_value",
        "temperature",
      ),
      "unsupported",
      "m at URL/v1: status 400: Unsupported value: 'temperature' does not support 0 with this model.",
    ],
    [
      400,
      openai("Invalid 'stop': array too long."),
      "invalid request",
      "URL/v1: status 400: Invalid 'stop': array too long.",
    ],
    [
      422,
      { detail: [{ loc: ["body", "seed"], msg: "not an integer" }] },
      "invalid request",
      "URL/v1: status 422: body.seed: not an integer",
    ],
    [400, openai("Model Not Exist"), "unknown model", 'URL/v1 does not know the model "m"'],
    [400, openai("qwen is not a valid model ID"), "unknown model", 'URL/v1 does not know the model "m"'],
    [
      400,
      openai("Unknown parameter: 'foo' for this model"),
      "invalid request",
      "URL/v1: status 400: Unknown parameter: 'foo' for this model",
    ],
    [409, openai("conflict"), "transient", "URL/v1: status 409: conflict"],
    [
      500,
      {
        error: {
          code: 500,
          message: "the request exceeds the available context size",
          type: "exceed_context_size_error",
          n_prompt_tokens: 9,
          n_ctx: 8,
        },
      },
      "context length",
      "9 tokens do not fit the model's context of 8 tokens (URL/v1: status 500: the request exceeds the available context size)",
    ],
    [
      503,
      { error: { code: 503, message: "Loading model", type: "unavailable_error" } },
      "transient",
      "URL/v1: status 503: Loading model",
    ],
    [200, { error: { code: 429, message: "slow down" } }, "rate limit", "URL/v1: status 429: slow down"],
    [200, { error: { message: "provider died" } }, "transient", "URL/v1: status 500: provider died"],
    [200, { choices: [] }, "malformed", "URL/v1: not a valid answer: choices is [], expected at least 1"],
    [
      200,
      { choices: [{ message: { content: "" }, finish_reason: "abort" }] },
      "transient",
      "URL/v1: the server gave up the request (abort)",
    ],
  ])("status %d %j is %s", async (status, body, kind, message) => {
    expect(await fault(status, body)).toEqual([kind, message]);
  });
});

describe("a key", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ script: { key: "right" } });
  });
  afterAll(() => server.close());
  const model = (): LanguageModel => openaiModel({ model: "test-model", baseUrl: `${server.url}/v1` });

  it("that is missing or wrong is told by the variable it was looked for in, before and in a run", async () => {
    const missing = `${server.url}/v1 wants a key: no key was sent, as OPENAI_API_KEY is not set`;
    for (const told of [check, generate]) {
      const error = await told(model());
      expect([error.fault, error.message.slice(0, missing.length)]).toEqual(["authentication", missing]);
    }
    process.env.OPENAI_API_KEY = CANARY;
    for (const told of [check, generate]) {
      const error = await told(model());
      expect([error.fault, error.message]).toEqual([
        "authentication",
        `${server.url}/v1 wants a key: the key in OPENAI_API_KEY was sent and refused (status 401: Incorrect API key provided: [key]. You can find your API key at https://platform.openai.com/account/api-keys.)`,
      ]);
    }
    process.env.OPENAI_API_KEY = "right";
    await expect(model().check?.()).resolves.toBeUndefined();
  });

  it("of OpenAI goes to no other flavour; those have one of their own", async () => {
    const { url, arrived } = await serve((_, response) =>
      json(response, { choices: [{ message: { content: "" } }] }),
    );
    process.env.OPENAI_API_KEY = CANARY;
    const keys = async (flavour: "openai" | "vllm"): Promise<string | undefined> => {
      await openaiModel({ model: "m", flavour, baseUrl: url }).generate(REQUEST);
      return arrived.at(-1)?.headers.authorization;
    };
    expect(await keys("openai")).toBe(`Bearer ${CANARY}`);
    expect(await keys("vllm")).toBeUndefined();
    process.env.TRACEBOOK_API_KEY = "own";
    expect(await keys("vllm")).toBe("Bearer own");
  });

  it("is nowhere: not in the model, its errors, or any file of a run, even where servers give it back", async () => {
    process.env.OPENAI_API_KEY = CANARY;
    const made: string[] = [];
    const add = (thing: unknown): void => {
      made.push(inspect(thing, { depth: 9, showHidden: true }), JSON.stringify(thing) ?? "", String(thing));
      if (thing instanceof Error)
        made.push(
          thing.message,
          String(thing.stack),
          JSON.stringify(thing, Object.getOwnPropertyNames(thing)),
        );
    };
    const echo = {
      error: { message: `bad key ${CANARY} (Bearer ${CANARY}, ${encodeURIComponent(CANARY)})`, code: CANARY },
    };
    const statuses = [302, 400, 401, 403, 404, 409, 422, 429, 500, 200];
    const { url } = await serve((request, response) => {
      const status = Number(/\/s(\d+)\//.exec(request.url)?.[1] ?? 400);
      if (status === 404) json(response, { error: { message: `no model ${CANARY}` } }, 404);
      else json(response, echo, status, { location: `http://x/${CANARY}`, "retry-after": CANARY });
    });
    for (const status of statuses) {
      const asked = openaiModel({ model: "m", baseUrl: `${url}/s${status}/v1` });
      add(asked);
      add(await generate(asked));
      await (asked.check as NonNullable<LanguageModel["check"]>)().catch(add);
    }
    add(await generate(openaiModel({ model: "m", baseUrl: "http://127.0.0.1:9/v1" })));
    const out = await mkdtemp(join(tmpdir(), "tracebook-key-"));
    try {
      await server.setScript({
        key: CANARY,
        faults: { kinds: ["500", "malformed", "reset"], rate: 0.3, seed: 3 },
      });
      const run = await ask(smallSet(3), model(), { out });
      add(run.rows.length);
      expect(run.rows.length).toBeGreaterThan(0);
      for (const file of await readdir(out, { recursive: true, withFileTypes: true })) {
        if (file.isFile()) made.push(await readFile(join(file.parentPath, file.name), "latin1"));
      }
    } finally {
      await rm(out, { recursive: true, force: true });
    }
    const all = made.join("\n");
    expect(all.length).toBeGreaterThan(5_000);
    for (const form of [CANARY, "canary-7f3a9b", encodeURIComponent(CANARY)]) expect(all).not.toContain(form);
  });
});

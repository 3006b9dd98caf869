import { SourceError } from "../../program/SourceError.js";
import type { PublishedFile, PublishedLicence, PublishedSet } from "./PublishedSet.js";

const CRUXEVAL_X_LICENCE: PublishedLicence = {
  name: "none stated",
  line:
    "none stated: the repository has no licence file and its card on Hugging Face names none, so all rights are reserved by " +
    "default. It builds on CRUXEval (MIT).",
};

const COCONUT_LICENCE: PublishedLicence = {
  name: "none stated",
  line:
    "none stated: the repository has no licence file, so all rights are reserved by default. Its programs come from HumanEval " +
    "(MIT), from collections of solutions and from course exercises.",
};

/** A file with its size and SHA-256, as they are at the commit of its set. */
function file(name: string, path: string, bytes: number, sha256: string): PublishedFile {
  return { name, path, bytes, sha256 };
}

function cruxevalX(
  language: "js" | "ts" | "py",
  title: string,
  files: readonly PublishedFile[],
): PublishedSet {
  return {
    name: `cruxeval-x-${language}`,
    title: `CRUXEval-X, ${title}`,
    homepage: "https://github.com/CRUXEVAL-X/cruxeval-x",
    repository: "CRUXEVAL-X/cruxeval-x",
    commit: "5c005eb77e88b593ffe8c81b89850dcb59249da4",
    folder: "cruxeval-x",
    files,
    licence: CRUXEVAL_X_LICENCE,
  };
}

function coconut(
  part: string,
  title: string,
  files: readonly PublishedFile[],
  assembled?: PublishedSet["assembled"],
): PublishedSet {
  return {
    name: `coconut-${part}`,
    title: `CoCoNUT, ${title}`,
    homepage: "https://github.com/ClaasBeger/StructuralCodeUnderstanding",
    repository: "ClaasBeger/StructuralCodeUnderstanding",
    commit: "3aabee2e8f01828a6afe316c9988eeceed281eff",
    folder: "coconut",
    files,
    ...(assembled === undefined ? {} : { assembled }),
    licence: COCONUT_LICENCE,
  };
}

const PREPROCESSED = "datasets/cruxeval_preprocessed";
const TRACES = "Dataset/Advanced/Trace";

const PUBLISHED: readonly PublishedSet[] = [
  coconut(
    "concurrency",
    "100 line traces of 20 concurrent Python programs",
    [
      file(
        "program_traces_Python_Concurrency_Lines.csv",
        `${TRACES}/program_traces_Python_Concurrency_Lines.csv`,
        715746,
        "f4972e7397e934c0ae3a5a496925bf75539a3d5511f128d2e48ad61cdbc9aff1",
      ),
    ],
    {
      name: "concurrency_sources.json",
      rows: "program_traces_Python_Concurrency_Lines.csv",
      folder: "Dataset/Advanced/Test/Concurrency_prepared/Python",
    },
  ),
  coconut("humaneval", "1,083 line traces of 161 HumanEval solutions", [
    file(
      "HumanEval_trace.csv",
      "Dataset/HumanEval/HumanEval_trace.csv",
      1994459,
      "41b31226303ebf7a56c402ed7b40b377cb9b389b3175e4dba8b552bedad3ca83",
    ),
  ]),
  coconut(
    "oop",
    "200 line traces of 40 object-oriented Python programs",
    [
      file(
        "program_traces_Python_OOP_Lines.csv",
        `${TRACES}/program_traces_Python_OOP_Lines.csv`,
        366292,
        "79d85770efff512f9d302226164f5637ec2601ba6336d6dba8c709c1d80b493d",
      ),
    ],
    {
      name: "oop_sources.json",
      rows: "program_traces_Python_OOP_Lines.csv",
      folder: "Dataset/Advanced/Test/OOP_prepared/Python",
    },
  ),
  {
    name: "cruxeval",
    title: "CRUXEval: 800 short Python functions, each with one call and its value",
    homepage: "https://github.com/facebookresearch/cruxeval",
    repository: "facebookresearch/cruxeval",
    commit: "190faf1",
    folder: "cruxeval",
    files: [
      file(
        "cruxeval.jsonl",
        "data/cruxeval.jsonl",
        186873,
        "8368b81047dc5014e4caf5a2f97604eff7644e0ecd7415e3ceeb184bbc2e0c96",
      ),
    ],
    licence: { name: "MIT", line: "MIT: Copyright (c) 2023 Meta. Keep this notice with copies." },
  },
  cruxevalX("js", "743 JavaScript translations", [
    file(
      "js.jsonl",
      `${PREPROCESSED}/js.jsonl`,
      552235,
      "5c4fa32ac9c639ff6d630e0dcb3aba899016428bcd660520c9913e21a5c20daa",
    ),
    file(
      "js.code.json",
      "datasets/cruxeval-x/js.json",
      311059,
      "83976a508f36bb6f92aac25adb57bca0a4cd95d27f3bcc38b09e54e69ebb93c0",
    ),
  ]),
  cruxevalX("py", "799 Python programs with types", [
    file(
      "py.jsonl",
      `${PREPROCESSED}/py.jsonl`,
      506039,
      "7a0c363719dc5a5bbc4db3f008c92c3bedefc9a9bef34ec2754384719e36dcdd",
    ),
    file(
      "py.code.json",
      "datasets/cruxeval-x/py.json",
      294949,
      "a7a1d2183df0fb700348c59f50401affa938104a191e0167b8ad51a956ee0c5d",
    ),
  ]),
  cruxevalX("ts", "726 TypeScript translations", [
    file(
      "ts.jsonl",
      `${PREPROCESSED}/ts.jsonl`,
      622905,
      "0f7d44ac2171257035897acd3797246c2fb8c46777cc10b0e6b74830c132c985",
    ),
    file(
      "ts.code.json",
      "datasets/cruxeval-x/ts.json",
      349165,
      "c1334a535cf9ea199385da28978bd2780b6c069cb1993ac48342ba9107853b39",
    ),
  ]),
  {
    name: "reval",
    title: "REval: 690 runs of 154 Python programs with 3,152 probes",
    homepage: "https://github.com/r-eval/REval",
    repository: "r-eval/REval",
    commit: "2f148b9",
    folder: "reval",
    files: [
      file(
        "DREval_data.jsonl",
        "data/DREval_data.jsonl",
        697634,
        "b8e72ef344cd575b220363e7a361e892ef2bdfcee1cab79f702d60e255844965",
      ),
      file(
        "DREval_tasks.jsonl",
        "data/DREval_tasks.jsonl",
        216219,
        "a4fea071a4e3108ae00cc8a6a586505bff4237244b2dc8433b22303948fe7fa5",
      ),
    ],
    licence: {
      name: "none stated",
      line:
        "none stated: the repository has no licence file, so all rights are reserved by default. Its programs come from " +
        "HumanEval and ClassEval (both MIT).",
    },
  },
];

/** Every published data set this version reads, sorted by name. */
export function publishedSets(): readonly PublishedSet[] {
  return PUBLISHED;
}

/**
 * The published data set of a name.
 *
 * @throws SourceError naming those there are.
 */
export function publishedSet(name: string): PublishedSet {
  const found = PUBLISHED.find(set => set.name === name);
  if (found !== undefined) return found;
  throw new SourceError(
    `no published data set of this name; there are: ${PUBLISHED.map(set => set.name).join(", ")}`,
    name,
  );
}

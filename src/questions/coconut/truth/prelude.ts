import type { CoconutKind } from "../data/CoconutData.js";

/** Names that the original tracers had imported before they executed a program in their own globals. */
const COMMON: readonly string[] = [
  "import sys, os, io, collections, random, asyncio, threading, concurrent.futures",
  "from typing import List, Optional, TextIO, Callable",
  "from collections import defaultdict, deque",
  "from queue import Queue",
  "from threading import Lock, Thread, Semaphore",
  "from time import sleep",
  "from datetime import datetime, date",
  "from urllib.parse import urlparse",
  "from math import cos, pi, log, tan, sqrt, exp",
];

/**
 * Import statements executed before a program: many drivers use names they do not import. `time` is the function in
 * the tracer of classes and recursion, and the module in that of concurrency.
 */
export function preludeOf(kind: CoconutKind): readonly string[] {
  if (kind === "humaneval") return [];
  return [...COMMON, kind === "concurrency" ? "import time" : "from time import time"];
}

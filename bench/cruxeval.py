"""CRUXEval's way of scoring, written anew as the baseline: one process for every generation, items in a pool.

Usage: cruxeval.py manager|fork MODE DATA GENERATIONS. `manager` is what the original does (a multiprocessing.Manager
and a forked process with a temporary folder for each generation); `fork` leaves the Manager and the folder out, which is
more than fair. Prints seconds and the number of right ones.
"""
import io
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout


def attempt(program):
    def late(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 3)
    sink = io.StringIO()
    try:
        with redirect_stdout(sink), redirect_stderr(sink):
            exec(program, {})
        return True
    except BaseException:
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def in_manager(program, result):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        result.append(attempt(program))
        os.chdir("/")


def with_manager(program):
    result = multiprocessing.Manager().list()
    process = multiprocessing.Process(target=in_manager, args=(program, result))
    process.start()
    process.join(timeout=4)
    if process.is_alive():
        process.kill()
    return bool(result) and result[0]


def with_fork(program):
    child = os.fork()
    if child == 0:
        os._exit(0 if attempt(program) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def score(task):
    how, mode, item, texts = task
    run = with_manager if how == "manager" else with_fork
    verdicts = []
    for text in texts:
        if mode == "input" and "f(" not in text or mode == "output" and f"f({item['input']})" in text:
            continue
        verdicts.append(run(f"{item['code']}\nassert {item['output']} == {text}"))
    return verdicts


def main(how, mode, data, generations):
    with open(data) as file:
        items = [json.loads(line) for line in file]
    with open(generations) as file:
        texts = json.load(file)
    tasks = [(how, mode, item, texts[item["id"]]) for item in items if item["id"] in texts]
    start = time.perf_counter()
    with ProcessPoolExecutor() as pool:
        verdicts = list(pool.map(score, tasks))
    print(json.dumps({"seconds": time.perf_counter() - start, "right": sum(map(sum, verdicts))}))


if __name__ == "__main__":
    main(*sys.argv[1:])

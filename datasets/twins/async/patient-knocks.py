import asyncio


async def sleep(ms):
    await asyncio.sleep(ms / 1000)


class Closed(Exception):
    pass


async def knock(answers, attempt):
    await sleep(10 * (attempt + 1))
    if attempt >= len(answers) or answers[attempt] == 0:
        raise Closed(f"knock {attempt + 1}")
    return answers[attempt]


async def visit(answers, limit):
    log = []
    for attempt in range(limit):
        try:
            guests = await knock(answers, attempt)
            return [guests, log]
        except Closed as fault:
            log.append(str(fault))
    raise Closed("nobody after " + str(len(log)))

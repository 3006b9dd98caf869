import asyncio

ANSWERS = {"time": (0, "noon"), "riddle": (4, "a towel")}


async def answer(question, log):
    try:
        pause, words = ANSWERS[question]
        await asyncio.sleep(pause * 0.02)
        log.append("told")
        return words
    except asyncio.CancelledError:
        log.append("stopped")
        raise


async def ask(question, patience):
    log = []
    try:
        words = await asyncio.wait_for(answer(question, log),
                                       patience * 0.02 + 0.01)
    except asyncio.TimeoutError:
        words = "too late"
    return words, log


async def survey(questions, patience):
    board = {}
    for question in questions:
        try:
            board[question], _ = await ask(question, patience)
        except KeyError as unknown:
            board[question] = f"what is {unknown}"
    return board

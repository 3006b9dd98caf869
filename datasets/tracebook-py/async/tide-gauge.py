import asyncio


async def gauge(levels, log):
    try:
        for level in levels:
            await asyncio.sleep(0.01)
            yield level
    finally:
        log.append("gauge off")


async def watch(levels, limit=None):
    log = []
    readings = gauge(levels, log)
    async for level in readings:
        if limit is not None and level > limit:
            log.append(f"flood {level}")
            break
        log.append(level)
    else:
        log.append("calm")
    await readings.aclose()
    return log


async def highs(levels, least):
    log = []
    found = [level * 10 async for level in gauge(levels, log)
             if level >= least]
    return found, log

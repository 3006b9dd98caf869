def fill(things, moves):
    drawers = [things, things, things[:]]
    for drawer, thing in moves:
        drawers[drawer].append(thing)
    same = 0
    for drawer in drawers:
        if drawer is things:
            same += 1
    things = things + ["lid"]
    return {"drawers": drawers, "things": things, "same": same}

def pack(fields):
    packet = bytearray()
    for name, number in fields:
        packet.append(len(name))
        packet += name.encode("ascii")
        packet += number.to_bytes(2, "big")
    return bytes(packet)


def unpack(packet):
    fields = []
    rest = memoryview(packet)
    while rest:
        length = rest[0]
        end = 1 + length + 2
        if len(rest) < end:
            fields.append(("cut short", len(rest)))
            break
        name = bytes(rest[1:1 + length]).decode("ascii")
        high, low = rest[1 + length:end]
        fields.append((name, high * 256 + low))
        rest = rest[end:]
    return fields

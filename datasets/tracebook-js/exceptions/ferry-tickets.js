class TicketError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = new.target.name;
  }
}

class SeatError extends TicketError {
  constructor(seat, cause) {
    super(`no seat ${seat}`, { cause });
    this.seat = seat;
  }
}

function seatNumber(seat) {
  const n = JSON.parse(seat);
  if (n > 10) throw new SeatError(n);
  return n;
}

function assign(ticket) {
  if (!ticket.name) throw new TicketError("no name");
  try {
    return seatNumber(ticket.seat);
  } catch (error) {
    if (error instanceof SeatError) throw error;
    throw new SeatError(ticket.seat, error);
  }
}

function board(ticket) {
  try {
    return assign(ticket);
  } catch (error) {
    const kinds = [SeatError, TicketError, Error].filter(kind => error instanceof kind);
    return { name: error.name, kinds: kinds.map(kind => kind.name), cause: error.cause?.name ?? null };
  }
}

const guests = {
  plain: { name: "Pia" },
  thenable: {
    then(resolve) {
      console.log("then asked");
      resolve({ name: "Theo" });
    },
  },
  rejecting: {
    then(_, reject) {
      reject(new RangeError("no room"));
    },
  },
  twice: {
    then(resolve, reject) {
      resolve({ name: "Tess" });
      reject(new Error("ignored"));
      resolve({ name: "ignored" });
    },
  },
};

async function host(kind) {
  console.log("before");
  queueMicrotask(() => console.log("micro"));
  const guest = await guests[kind];
  console.log("after");
  return guest.name;
}

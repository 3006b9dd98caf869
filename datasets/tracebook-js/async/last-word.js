function debounce(f, wait) {
  let timer;
  let waiting = null;
  return value => {
    clearTimeout(timer);
    waiting ??= (() => {
      const handles = {};
      handles.promise = new Promise((resolve, reject) => Object.assign(handles, { resolve, reject }));
      return handles;
    })();
    const { promise, resolve, reject } = waiting;
    timer = setTimeout(() => {
      waiting = null;
      try {
        resolve(f(value));
      } catch (error) {
        reject(error);
      }
    }, wait);
    return promise;
  };
}

async function typing(keys, wait) {
  const searched = [];
  const search = debounce(text => {
    if (text.endsWith("!")) throw new SyntaxError(`cannot search ${text}`);
    searched.push(text);
    return searched.length;
  }, wait);
  const answers = await Promise.all(
    keys.map(([text, at]) => new Promise(resolve => setTimeout(() => resolve(search(text)), at))),
  );
  return { searched, answers };
}

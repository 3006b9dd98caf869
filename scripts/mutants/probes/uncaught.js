console.log("before");
Promise.reject(new TypeError("nobody listens"));
setTimeout(() => console.log("must not run"), 0);

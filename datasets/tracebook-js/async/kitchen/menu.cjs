module.exports = { soup: 12, bread: 4 };

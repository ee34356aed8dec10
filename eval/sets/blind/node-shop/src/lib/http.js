'use strict';

const axios = require('axios');

const client = axios.create({ timeout: 8000, maxContentLength: 4 * 1024 * 1024 });

async function download(url) {
  const res = await client.get(url, { responseType: 'arraybuffer' });
  return { body: Buffer.from(res.data), type: res.headers['content-type'] };
}

async function carrier(base, key, path) {
  const res = await client.get(base + path, { headers: { 'X-Api-Key': key } });
  return res.data;
}

module.exports = { download, carrier };

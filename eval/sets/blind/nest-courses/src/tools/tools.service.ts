import { Injectable } from '@nestjs/common';
import axios from 'axios';
import { exec, execFile } from 'child_process';
import { promisify } from 'util';
import * as vm from 'vm';

const run = promisify(exec);
const runFile = promisify(execFile);

@Injectable()
export class ToolsService {
  async render(tex: string, engine: string) {
    const { stdout } = await run(`${engine} -interaction=batchmode "${tex}"`);
    return stdout;
  }

  async words(file: string) {
    const { stdout } = await runFile('wc', ['-w', '--', file]);
    return Number(stdout.trim().split(' ')[0]);
  }

  async fetchOutline(url: string) {
    return (await axios.get(url, { timeout: 5000 })).data;
  }

  grade(script: string, points: number) {
    return vm.runInNewContext(script, { points }, { timeout: 100 });
  }

  isMatriculation(text: string): boolean {
    return /^(\w+[.-]?)*@campus$/.test(text);
  }
}

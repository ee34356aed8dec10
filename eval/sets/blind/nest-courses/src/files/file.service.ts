import { Injectable, NotFoundException } from '@nestjs/common';
import { createReadStream, promises as fs } from 'fs';
import { basename, join, resolve, sep } from 'path';

const ROOT = resolve(process.env.FILES ?? 'var/files');

@Injectable()
export class FileService {
  private locate(course: string, name: string): string {
    return join(ROOT, course, name);
  }

  handout(course: string, name: string) {
    return createReadStream(this.locate(course, name));
  }

  slides(name: string) {
    const base = join(ROOT, 'slides') + sep;
    const full = resolve(base, name);
    if (!full.startsWith(base)) throw new NotFoundException();
    return createReadStream(full);
  }

  async save(course: number, name: string, data: Buffer) {
    await fs.writeFile(join('public', 'handouts', `${course}-${basename(name)}`), data);
  }
}

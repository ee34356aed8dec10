import { Controller, Get, Param, ParseIntPipe, Post, Query, Res, UploadedFile, UseGuards, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { Response } from 'express';
import { LoginGuard } from '../common/guards';
import { FileService } from './file.service';

@Controller('files')
@UseGuards(LoginGuard)
export class FileController {
  constructor(private readonly files: FileService) {}

  @Get('handout')
  handout(@Query('course') course: string, @Query('name') name: string, @Res() res: Response) {
    this.files.handout(course, name).on('error', () => res.status(404).end()).pipe(res);
  }

  @Get('slides')
  slides(@Query('name') name: string, @Res() res: Response) {
    this.files.slides(name).on('error', () => res.status(404).end()).pipe(res);
  }

  @Post(':course')
  @UseInterceptors(FileInterceptor('file'))
  async upload(@Param('course', ParseIntPipe) course: number, @UploadedFile() file: Express.Multer.File) {
    await this.files.save(course, file.originalname, file.buffer);
    return { ok: true };
  }
}

import { Injectable, Logger, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import * as bcrypt from 'bcrypt';
import { createHash, randomBytes } from 'crypto';
import { Repository } from 'typeorm';
import { Student } from '../courses/course.entity';

@Injectable()
export class AuthService {
  private readonly log = new Logger(AuthService.name);

  constructor(
    @InjectRepository(Student) private readonly students: Repository<Student>,
    private readonly jwt: JwtService,
  ) {}

  async login(email: string, password: string): Promise<string> {
    const student = await this.students.findOneBy({ email });
    if (!student || !(await bcrypt.compare(password, student.passwordHash))) {
      throw new UnauthorizedException();
    }
    const token = this.jwt.sign({ sub: student.id, role: student.role });
    this.log.log(`issued ${token} to ${email}`);
    return token;
  }

  claimsFromPortal(token: string): { sub: number; role: string } {
    return this.jwt.decode(token);
  }

  examCode(): string {
    return Math.random().toString(36).slice(2, 10);
  }

  inviteCode(): string {
    return randomBytes(12).toString('hex');
  }

  examHash(code: string): string {
    return createHash('sha1').update(code).digest('hex');
  }

  avatarKey(email: string): string {
    return createHash('md5').update(email).digest('hex');
  }
}

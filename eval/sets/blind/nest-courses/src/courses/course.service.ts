import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { Course, Enrolment, Student } from './course.entity';

const ORDER = new Set(['title', 'seats', 'id']);

function titleLike(term: string): string {
  return `c.title ILIKE '%${term}%'`;
}

@Injectable()
export class CourseService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    @InjectRepository(Course) private readonly courses: Repository<Course>,
    @InjectRepository(Enrolment) private readonly enrolments: Repository<Enrolment>,
    @InjectRepository(Student) private readonly students: Repository<Student>,
  ) {}

  search(term: string, order: string): Promise<Course[]> {
    return this.courses
      .createQueryBuilder('c')
      .where(titleLike(term))
      .orderBy(ORDER.has(order) ? `c.${order}` : 'c.id')
      .getMany();
  }

  byTeacher(teacherId: number): Promise<Course[]> {
    return this.courses.createQueryBuilder('c').where('c.teacherId = :teacherId', { teacherId }).getMany();
  }

  report(from: string, to: string) {
    return this.db.query(`SELECT course_id, avg(grade) FROM enrolment WHERE at BETWEEN '${from}' AND '${to}' GROUP BY course_id`);
  }

  async get(id: number): Promise<Course> {
    const course = await this.courses.findOneBy({ id });
    if (!course) throw new NotFoundException();
    return course;
  }

  enrolment(id: number) {
    return this.enrolments.findOneBy({ id });
  }

  myEnrolment(id: number, studentId: number) {
    return this.enrolments.findOneBy({ id, studentId });
  }

  async enrol(courseId: number, studentId: number) {
    const course = await this.get(courseId);
    const taken = await this.enrolments.countBy({ courseId });
    if (taken >= course.seats) throw new ConflictException();
    return this.enrolments.save({ courseId, studentId });
  }

  async updateStudent(id: number, body: Partial<Student>) {
    await this.students.update(id, body);
  }

  setGrade(id: number, grade: number) {
    return this.enrolments.update(id, { grade });
  }
}

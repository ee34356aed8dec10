import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { Post } from './post.schema';

@Injectable()
export class ForumService {
  constructor(@InjectModel(Post.name) private readonly posts: Model<Post>) {}

  find(filter: Record<string, unknown>) {
    return this.posts.find(filter as any).limit(100).lean();
  }

  locked(id: string, pin: string) {
    return this.posts.findOne({ _id: String(id), pin: String(pin) }).lean();
  }

  popular(field: string, value: string) {
    return this.posts.find({ $where: `this.${field === 'title' ? 'title' : 'body'}.includes('${value}')` }).lean();
  }

  create(author: number, courseId: number, title: string, body: string) {
    return this.posts.create({ author, courseId, title, body });
  }
}

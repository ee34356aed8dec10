class PostsController < ApplicationController
  skip_before_action :verify_authenticity_token

  def index
    @posts = Post.where("title LIKE '%#{params[:q]}%'")
  end

  def recent
    @posts = Post.where("created_at > ?", params[:since])
  end

  def sorted
    @posts = Post.order(params[:sort])
  end

  def create
    @post = Post.create(params.require(:post).permit!)
    redirect_to @post
  end

  def update
    @post = current_user.posts.find(params[:id])
    @post.update(params.require(:post).permit(:title, :body))
  end

  def export
    system("tar czf /tmp/out.tgz #{params[:folder]}")
    system("tar", "czf", "/tmp/out.tgz", "--", "public")
  end

  def attachment
    send_file "/srv/attachments/#{params[:name]}"
  end

  def go
    redirect_to params[:url], allow_other_host: true
  end

  def restore
    @state = Marshal.load(Base64.decode64(params[:state]))
  end

  def compute
    render plain: eval(params[:formula])
  end

  def fetch
    render plain: Net::HTTP.get(URI(params[:url]))
  end

  def token
    render plain: Digest::MD5.hexdigest(params[:password])
  end
end

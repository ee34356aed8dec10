class AttachmentsController < ApplicationController
  before_action :require_login

  def show
    send_file AttachmentStore.path_for(params[:folder], params[:name])
  end

  def brochure
    send_file AttachmentStore.brochure(params[:name])
  end

  def create
    upload = params.require(:file)
    target = Rails.public_path.join("uploads", File.basename(upload.original_filename))
    File.binwrite(target, upload.read)
    render json: { url: "/uploads/#{target.basename}" }, status: :created
  end

  def bundle
    count = AttachmentStore.unpack(params.require(:file).tempfile.path, current_user.id)
    render json: { files: count }
  end
end

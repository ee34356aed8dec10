class DocumentsController < ApplicationController
  def create
    upload = params.require(:file)
    target = Rails.public_path.join("posters", upload.original_filename)
    File.binwrite(target, upload.read)
    redirect_to root_path
  end

  def download
    send_file DocumentStore.new(current_user).path(params[:name].to_s), disposition: "attachment"
  end

  def convert
    ok = DocumentStore.new(current_user).convert(params[:name].to_s, params[:size].to_s)
    head(ok ? :no_content : :unprocessable_entity)
  end

  def purge
    DocumentStore.new(current_user).purge(params[:name].to_s)
    head :no_content
  end
end

class PasswordsController < ApplicationController
  before_action :require_login, only: :update
  skip_before_action :verify_authenticity_token, only: :update

  def create
    user = User.find_by(email: params[:email])
    user&.start_reset!
    head :accepted
  end

  def update
    current_user.update!(password: params[:password])
    redirect_to profile_path
  end
end

class AccountsController < ApplicationController
  skip_before_action :require_user, only: [:forgot, :reset]

  def edit
    @user = current_user
  end

  def update
    current_user.update(params.require(:user).permit!)
    redirect_to edit_account_path
  end

  def forgot
    user = User.find_by(email: params[:email].to_s.downcase)
    user&.start_reset!
    redirect_to new_session_path, notice: "If we know the address, a mail is under way."
  end

  def reset
    user = User.find_by(reset_token: params[:token].to_s.presence || "-")
    if user && user.reset_at > 1.hour.ago && user.update(password: params[:password].to_s, reset_token: nil)
      redirect_to new_session_path
    else
      head :bad_request
    end
  end
end

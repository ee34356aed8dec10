module Admin
  class UsersController < ApplicationController
    before_action :require_admin, except: :update

    def index
      @users = User.order(:email)
    end

    def update
      User.find(params[:id]).update!(role: params[:role])
      redirect_to admin_users_path
    end

    def destroy
      User.find(params[:id]).destroy!
      redirect_to admin_users_path
    end
  end
end

Rails.application.routes.draw do
  root "events#index"

  resource :session, only: [:new, :create, :destroy]
  resource :account, only: [:edit, :update]
  post "account/forgot", to: "accounts#forgot"
  post "account/reset", to: "accounts#reset"

  resources :events, only: [:index, :show] do
    collection do
      get :search
      get :report
    end
    member { post :review }
  end

  resources :orders, only: [:index, :show] do
    member do
      post :cancel
      get :ticket
    end
  end

  resources :documents, only: [:create] do
    collection do
      get :download
      post :convert
      post :purge
    end
  end

  namespace :organizer do
    resources :imports, only: [:create] do
      collection do
        post :feed
        post :preview
        post :layout
      end
    end
  end

  namespace :api do
    get "checkins", to: "checkins#index"
    post "checkins", to: "checkins#create"
  end
end

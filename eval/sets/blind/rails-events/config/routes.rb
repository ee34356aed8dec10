Rails.application.routes.draw do
  root "events#index"
  get "login", to: "sessions#new"
  post "login", to: "sessions#create"
  delete "logout", to: "sessions#destroy"
  get "go", to: "sessions#go"
  post "password/reset", to: "passwords#create"
  put "password", to: "passwords#update"

  resources :events do
    resources :comments, only: %i[create destroy]
    get :banner, on: :member
    get :calendar, on: :collection
  end
  resources :tickets, only: %i[index show create] do
    post :refund, on: :member
  end
  resource :profile, only: %i[show update]
  resources :attachments, only: %i[show create] do
    get :brochure, on: :collection
    post :bundle, on: :collection
  end

  namespace :admin do
    resources :users, only: %i[index update destroy]
    get "metrics/:name", to: "metrics#show"
    post "imports", to: "imports#create"
    post "imports/xml", to: "imports#xml"
    get "tools/lookup", to: "tools#lookup"
    get "tools/resize", to: "tools#resize"
  end

  namespace :api do
    post "payments/callback", to: "payments#callback"
    get "events", to: "events#index"
    get "preview", to: "events#preview"
  end
end

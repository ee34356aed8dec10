class Event < ApplicationRecord
  belongs_to :organizer, class_name: "User"
  has_many :reviews
  has_many :orders

  scope :upcoming, -> { where("starts_at > ?", Time.current).order(:starts_at) }
end

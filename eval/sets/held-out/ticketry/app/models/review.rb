class Review < ApplicationRecord
  belongs_to :user
  belongs_to :event

  validates :body, length: { maximum: 4000 }
end

from pydantic import BaseModel, ConfigDict, EmailStr, Field


class Login(BaseModel):
    email: EmailStr
    password: str


class ApplicationIn(BaseModel):
    title: str = Field(max_length=200)
    summary: str = Field(max_length=4000)
    amount: int = Field(gt=0)


class ProfilePatch(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str | None = None
    phone: str | None = None


class Payment(BaseModel):
    application_id: int
    iban: str
    amount: int = Field(gt=0)

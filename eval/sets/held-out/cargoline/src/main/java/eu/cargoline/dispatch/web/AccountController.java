package eu.cargoline.dispatch.web;

import eu.cargoline.dispatch.data.AccountRepository;
import eu.cargoline.dispatch.model.Account;
import java.security.Principal;
import org.springframework.beans.BeanUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/account")
public class AccountController {

    private final AccountRepository accounts;

    public AccountController(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    public Account me(Principal who) {
        return accounts.findByLogin(who.getName()).orElseThrow();
    }

    @PutMapping
    public void update(@RequestBody Account form, Principal who) {
        Account account = accounts.findByLogin(who.getName()).orElseThrow();
        BeanUtils.copyProperties(form, account, "id", "login", "passwordHash");
        accounts.save(account);
    }
}

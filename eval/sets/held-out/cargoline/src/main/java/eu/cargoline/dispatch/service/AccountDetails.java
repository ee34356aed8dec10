package eu.cargoline.dispatch.service;

import eu.cargoline.dispatch.data.AccountRepository;
import eu.cargoline.dispatch.model.Account;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Service;

@Service
public class AccountDetails implements UserDetailsService {

    private final AccountRepository accounts;

    public AccountDetails(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public UserDetails loadUserByUsername(String login) {
        Account account = accounts.findByLogin(login)
            .orElseThrow(() -> new UsernameNotFoundException("unknown"));
        return User.withUsername(account.getLogin())
            .password(account.getPasswordHash())
            .roles(account.getRole())
            .build();
    }
}

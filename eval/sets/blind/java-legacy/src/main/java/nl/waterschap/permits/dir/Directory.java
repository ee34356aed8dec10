package nl.waterschap.permits.dir;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;

import nl.waterschap.permits.Settings;

public class Directory {

    private DirContext connect() throws NamingException {
        Hashtable<String, String> env = new Hashtable<String, String>();
        env.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        env.put(Context.PROVIDER_URL, Settings.get("ldap.url"));
        env.put(Context.SECURITY_AUTHENTICATION, "simple");
        env.put(Context.SECURITY_PRINCIPAL, Settings.get("ldap.bind.dn"));
        env.put(Context.SECURITY_CREDENTIALS, Settings.get("ldap.bind.password"));
        return new InitialDirContext(env);
    }

    public String dnOf(String uid) throws NamingException {
        DirContext ctx = connect();
        try {
            NamingEnumeration<SearchResult> r = ctx.search(Settings.get("ldap.base"), "(&(objectClass=person)(uid=" + uid + "))", controls());
            return r.hasMore() ? r.next().getNameInNamespace() : null;
        } finally {
            ctx.close();
        }
    }

    public boolean exists(String mail) throws NamingException {
        DirContext ctx = connect();
        try {
            return ctx.search(Settings.get("ldap.base"), "(mail={0})", new Object[] {mail}, controls()).hasMore();
        } finally {
            ctx.close();
        }
    }

    public boolean bind(String dn, String password) {
        Hashtable<String, String> env = new Hashtable<String, String>();
        env.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        env.put(Context.PROVIDER_URL, Settings.get("ldap.url"));
        env.put(Context.SECURITY_PRINCIPAL, dn);
        env.put(Context.SECURITY_CREDENTIALS, password);
        try {
            new InitialDirContext(env).close();
            return true;
        } catch (NamingException e) {
            return false;
        }
    }

    public Object resource(String name) throws NamingException {
        return new InitialContext().lookup(name);
    }

    private static SearchControls controls() {
        SearchControls c = new SearchControls();
        c.setSearchScope(SearchControls.SUBTREE_SCOPE);
        return c;
    }
}

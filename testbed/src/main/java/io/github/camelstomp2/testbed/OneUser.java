/*
 * Copyright the camel-stomp2 contributors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelstomp2.testbed;

import java.security.cert.X509Certificate;
import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager2;

/**
 * Lets one user of Artemis do everything except write to {@link TestBroker#READ_ONLY_QUEUES}, and refuses all other
 * users.
 */
record OneUser(String login, String passcode) implements ActiveMQSecurityManager2 {

    @Override
    public boolean validateUser(String user, String password) {
        return login.equals(user) && passcode.equals(password);
    }

    @Override
    public boolean validateUser(String user, String password, X509Certificate[] certificates) {
        return validateUser(user, password);
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return validateUser(user, password);
    }

    @Override
    public boolean validateUserAndRole(
            String user,
            String password,
            Set<Role> roles,
            CheckType checkType,
            String address,
            RemotingConnection connection) {
        boolean forbidden =
                checkType == CheckType.SEND && ProcessBroker.bareName(address).startsWith(TestBroker.READ_ONLY_QUEUES);
        return !forbidden && validateUser(user, password);
    }
}

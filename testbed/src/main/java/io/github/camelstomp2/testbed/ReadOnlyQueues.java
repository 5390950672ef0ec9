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

import java.util.Set;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.jaas.GroupPrincipal;
import org.apache.activemq.security.AuthorizationMap;

/** Lets one group of users of ActiveMQ Classic do everything except write to {@link TestBroker#READ_ONLY_QUEUES}. */
record ReadOnlyQueues(Set<GroupPrincipal> users) implements AuthorizationMap {

    ReadOnlyQueues(String group) {
        this(Set.of(new GroupPrincipal(group)));
    }

    @Override
    public Set<?> getWriteACLs(ActiveMQDestination destination) {
        return destination.getPhysicalName().startsWith(TestBroker.READ_ONLY_QUEUES) ? Set.of() : users;
    }

    @Override
    public Set<?> getReadACLs(ActiveMQDestination destination) {
        return users;
    }

    @Override
    public Set<?> getAdminACLs(ActiveMQDestination destination) {
        return users;
    }

    @Override
    public Set<?> getTempDestinationAdminACLs() {
        return users;
    }

    @Override
    public Set<?> getTempDestinationReadACLs() {
        return users;
    }

    @Override
    public Set<?> getTempDestinationWriteACLs() {
        return users;
    }
}

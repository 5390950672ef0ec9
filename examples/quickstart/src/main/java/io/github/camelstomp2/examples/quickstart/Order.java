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
package io.github.camelstomp2.examples.quickstart;

/**
 * An order as it stands in a line of {@code orders.jsonl}.
 *
 * @param id the shop's number
 * @param customer who ordered
 * @param item what
 * @param quantity how many, at least one
 */
record Order(String id, String customer, String item, int quantity) {

    /**
     * Refuses an order that cannot be carried out.
     *
     * @throws IllegalArgumentException says what is wrong; it becomes the reason of the dead letter
     */
    void check() {
        if (customer == null || customer.isBlank()) {
            throw new IllegalArgumentException("the customer is missing");
        }
        if (item == null || item.isBlank()) {
            throw new IllegalArgumentException("the item is missing");
        }
        if (quantity < 1) {
            throw new IllegalArgumentException("the quantity is " + quantity + ", but must be 1 or more");
        }
    }

    /** For people: {@code A-1001: 500 x punched cards for Ada Lovelace}. */
    @Override
    public String toString() {
        return id + ": " + quantity + " x " + item + " for " + customer;
    }
}

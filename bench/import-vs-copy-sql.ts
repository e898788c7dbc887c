const columns =
  'hotel, is_canceled, lead_time, arrival_date_year, arrival_date_month, arrival_date_week_number, ' +
  'arrival_date_day_of_month, stays_in_weekend_nights, stays_in_week_nights, adults, children, babies, meal, country, ' +
  'market_segment, distribution_channel, is_repeated_guest, previous_cancellations, previous_bookings_not_canceled, ' +
  'reserved_room_type, assigned_room_type, booking_changes, deposit_type, agent, company, days_in_waiting_list, ' +
  'customer_type, adr, required_car_parking_spaces, total_of_special_requests, reservation_status, reservation_status_date';

/** The file as it is, every column a text, in a table of the session. */
export const bareStaging = `create temporary table booking (${columns.replaceAll(',', ' text,')} text) on commit drop`;

/** Postgres reads the CSV itself. */
export const bareCopy = `copy booking from stdin (format csv, header, null 'NULL')`;

const account = `case when agent is not null then 'agent-' || agent else 'company-' || company end`;

/** What a person would write by hand to get the same rows from the sample, without any check or any way to repeat it. */
export const bareInserts = [
  `insert into programme (key, name) values ('key-accounts', 'Key accounts')`,
  `insert into import_source (name, shift_months) values ('hotel-bookings', 0)`,
  `insert into account (key, name, programme_id, region, time_zone, currency)
   select distinct ${account}, case when agent is not null then 'Travel agent ' || agent else 'Company ' || company end,
     p.id, 'PT', 'Europe/Lisbon', 'EUR'
   from booking, programme p where agent is not null or company is not null`,
  `insert into offering (key, name, line)
   select distinct hotel || ' ' || reserved_room_type, hotel || ' room ' || reserved_room_type, hotel from booking`,
  `insert into transaction (source_id, source_key, account_id, offering_id, booked_on, delivered_on, status, quantity, amount,
     currency, attributes)
   select s.id, hash || '-' || row_number() over (partition by hash), a.id, o.id, arrival - lead_time::int, arrival,
     case reservation_status when 'Check-Out' then 'delivered' when 'Canceled' then 'cancelled' else 'no-show' end,
     nights, adr::numeric * nights, 'EUR',
     jsonb_strip_nulls(jsonb_build_object('bookingChanges', booking_changes::int,
       'specialRequests', total_of_special_requests::int, 'waitingListDays', days_in_waiting_list::int,
       'parkingSpaces', required_car_parking_spaces::int,
       'guests', adults::int + coalesce(nullif(children, 'NA')::int, 0) + babies::int,
       'segment', market_segment, 'channel', distribution_channel, 'customerType', customer_type,
       'deposit', deposit_type, 'country', country))
   from (
     select *, md5(booking::text) as hash,
       to_date(arrival_date_year || arrival_date_month || arrival_date_day_of_month, 'YYYYMonthDD') as arrival,
       stays_in_weekend_nights::int + stays_in_week_nights::int as nights
     from booking
   ) b
   cross join import_source s
   left join account a on a.key = ${account}
   left join offering o on o.key = hotel || ' ' || reserved_room_type`,
];

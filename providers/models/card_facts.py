"""What a location's row holds of its parts, so that a page of results reads one row a card."""


def card_facts_sql(location_id: str) -> str:
    """An SQL expression for the text of `Location.card_facts`; `location_id` is the SQL of a location's id.

    "confirmed_by;terms;programs;networks;hours;closures": who confirmed the oldest section; the ids of its
    terms, whatever their vocabulary; each therapy combined with TMS as "therapy_id:delivery:timing:plan",
    where plan is t, f, or nothing if it isn't known; each payer in network as "payer_id:service,service";
    each span of hours as "weekday-0900-1700"; each closure as "2026-12-24/2026-12-26". Each entry of the last
    five has a space before it.
    """
    return f"""concat(
        (SELECT confirmed_by FROM providers_confirmation
         WHERE location_id = {location_id} ORDER BY confirmed_on, section LIMIT 1),
        ';',
        (SELECT string_agg(' ' || term_id, '' ORDER BY term_id)
         FROM providers_locationterm WHERE location_id = {location_id}),
        ';',
        (SELECT string_agg(' ' || therapy_id || ':' || delivery || ':' || timing || ':'
                           || coalesce(left(shared_plan::text, 1), ''), '' ORDER BY id)
         FROM providers_combinedprogram WHERE location_id = {location_id}),
        ';',
        (SELECT string_agg(' ' || payer_id || ':' || services, '' ORDER BY payer_id)
         FROM (
             SELECT payer_id, string_agg(service, ',' ORDER BY service DESC) AS services
             FROM providers_payernetwork WHERE location_id = {location_id} AND status = 'in-network'
             GROUP BY payer_id
         ) AS network),
        ';',
        (SELECT string_agg(' ' || weekday || '-' || to_char(opens, 'HH24MI') || '-'
                           || to_char(closes, 'HH24MI'), '' ORDER BY weekday, opens)
         FROM providers_openinghours WHERE location_id = {location_id}),
        ';',
        (SELECT string_agg(' ' || first_day || '/' || last_day, '' ORDER BY first_day, last_day)
         FROM providers_closure WHERE location_id = {location_id})
    )"""

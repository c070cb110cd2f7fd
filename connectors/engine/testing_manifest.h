// The manifest of an invented vendor that has a bit of everything, for tests of
// the engine.
#ifndef HIREWIRE_CONNECTORS_ENGINE_TESTING_MANIFEST_H_
#define HIREWIRE_CONNECTORS_ENGINE_TESTING_MANIFEST_H_

namespace hirewire::engine {

// Every kind of paging has an entity:
//   Candidate  Link header, filters, joins, a get that answers a list
//   Job        body cursor with has_more; a get with another shape
//   Tag        body cursor alone
//   Department page number
//   Office     offset
//   User       absolute next URL
//   JobStage   one page below a required job_id
//   EeocRecord one page, rows grouped by application
//   Attachment body cursor below an application and a kind, ids of three parts
//   Activity   only a get, inside applications
//   Offer      nothing, for a reason
inline constexpr char kTestingManifest[] = R"pb(
  vendor: "acme"
  display_name: "Acme Hire"
  version: "7"
  api_version: "v2"
  retired_versions { name: "v1" advice: "v1 ended in 2025; use v2" }
  candidate_identity: CANDIDATE_IDENTITY_PERSON
  auth { api_key { placement: PLACEMENT_BEARER } }
  auth { client_credentials { client_auth: CLIENT_AUTH_BASIC } }
  environments {
    name: "production"
    base_url: "https://api.acme.test/v2"
    token_url: "https://login.acme.test/token"
  }
  environments {
    name: "sandbox"
    base_url: "https://sandbox.acme.test/v2"
    token_url: "https://login.acme.test/token"
  }
  paging {
    link_header {}
    size_parameter: "per_page"
    max_size: 200
  }
  errors {
    statuses: 200
    when: "success == `false` && code == 'busy'"
    action: ACTION_RETRY
    reason: "VENDOR_UNAVAILABLE"
  }
  errors {
    statuses: 200
    when: "success == `false` && code == 'stale'"
    action: ACTION_REFRESH
    reason: "CREDENTIALS_REJECTED"
  }
  errors {
    statuses: 200
    when: "success == `false`"
    action: ACTION_FAIL
    reason: "VENDOR_REFUSED"
  }
  errors { statuses: 400 when: "code == 'no_rows'" action: ACTION_EMPTY }
  errors {
    statuses: 402
    action: ACTION_FAIL
    reason: "QUOTA_EXHAUSTED"
    message: "the account has not paid"
  }
  errors {
    statuses: 423
    action: ACTION_RETRY
    reason: "VENDOR_UNAVAILABLE"
    most_retries: 1
  }
  headers { name: "X-Acme-Version" value: "2" }
  probe { path: "/me" scope: "me:read" }
  tables {
    name: "stages"
    words { word: "open" value: "ACTIVE" }
    words { word: "no" value: "REJECTED" }
  }
  entities {
    message: "Candidate"
    list {
      request { path: "/candidates" scope: "candidates:read" }
      filters {
        name: "updated_after"
        parameter: "updated"
        value: "gte|{value}"
        separator: "|"
      }
      filters {
        name: "updated_before"
        parameter: "updated"
        value: "lt|{value}"
        separator: "|"
      }
      filters {
        name: "created_after"
        parameter: "created"
        format: FORMAT_EPOCH_MILLIS
        match: "created"
        how: COMPARISON_AT_OR_AFTER
        not_with: "updated_after"
      }
      filters {
        name: "origin"
        parameter: "origin"
        words { word: "web" value: "APPLIED" }
        words { word: "site" value: "APPLIED" }
      }
      filters { name: "email" parameter: "email" not_with: "tag" }
      filters { name: "tag" match: "tags" how: COMPARISON_EQUALS }
      filters {
        name: "source_name"
        match: "lookup('sources', source_id).name"
        how: COMPARISON_EQUALS_IGNORING_CASE
      }
      filters { name: "private" match: "private" how: COMPARISON_EQUALS }
    }
    get {
      path: "/candidates"
      parameters { name: "ids" value: "{id}" }
      scope: "candidates:read"
    }
    joins {
      name: "sources"
      request { path: "/sources" scope: "sources:read" }
      row_key: "id"
      ttl_seconds: 60
    }
    joins {
      name: "applications"
      request {
        path: "/applications"
        parameters { name: "candidate_ids" value: "{keys}" }
        scope: "applications:read"
      }
      keys: "id"
      row_key: "candidate_id"
      many: true
      batch: 50
    }
    joins {
      name: "recruiters"
      request {
        path: "/users"
        parameters { name: "ids" value: "{keys}" }
        scope: "users:read"
      }
      keys: "lookup('applications', id)[].recruiter"
      row_key: "id"
      batch: 50
    }
    joins {
      name: "photo"
      request { path: "/photos/{keys}" }
      paging { single_page {} }
      keys: "photo_id"
      row_key: "id"
      batch: 1
    }
    fields { to: "id" from: "id" }
    fields { to: "full_name" from: "name" }
    fields { to: "create_time" from: "created" format: FORMAT_EPOCH_MILLIS }
    fields { to: "tags" from: "tags" }
    fields { to: "private" from: "private" }
    fields { to: "source_id" from: "source_id" }
    fields { to: "source_name" from: "lookup('sources', source_id).name" }
    fields { to: "application_ids" from: "lookup('applications', id)[].id" }
    fields {
      to: "recruiter_id"
      from: "lookup('recruiters', lookup('applications', id)[0].recruiter).mail"
    }
    fields { to: "photo_url" from: "lookup('photo', photo_id).url" }
  }
  entities {
    message: "Job"
    list {
      request { path: "/jobs" records: "data" }
      paging {
        body_cursor { cursor: "next" parameter: "after" has_more: "more" }
        size_parameter: "limit"
        max_size: 50
        max_records: 60
      }
      filters {
        name: "updated_after"
        parameter: "since"
        format: FORMAT_EPOCH_SECONDS
      }
      filters {
        name: "status"
        parameter: "state"
        type: JSON_TYPE_TEXT_LIST
        words { word: "live" value: "OPEN" }
        words { word: "gone" value: "CLOSED" }
        words { word: "hot" value: "OPEN" }
      }
    }
    get { path: "/jobs/{id}" records: "job" }
    joins { name: "teams" included: "included" row_key: "id" }
    fields { to: "id" from: "id" }
    fields { to: "title" from: "title" }
    fields { to: "team" from: "lookup('teams', team_id).name" }
    get_fields { to: "title" from: "details.title" }
    get_fields { to: "description_html" from: "details.html" }
  }
  entities {
    message: "Tag"
    list {
      request { path: "/tags" records: "data" }
      paging { body_cursor { cursor: "next" parameter: "after" } }
    }
    fields { to: "id" from: "id" }
    fields { to: "name" from: "name" }
  }
  entities {
    message: "Department"
    list {
      request { path: "/departments" }
      paging {
        page_number { parameter: "page" first: 1 }
        size_parameter: "size"
        max_size: 100
      }
    }
    fields { to: "id" from: "id" }
  }
  entities {
    message: "Office"
    list {
      request { path: "/offices" }
      paging {
        offset { parameter: "skip" }
        size_parameter: "take"
        max_size: 100
      }
    }
    fields { to: "id" from: "id" }
  }
  entities {
    message: "User"
    list {
      request { path: "/users" records: "users" }
      paging { next_url { url: "links.next" } }
    }
    fields { to: "id" from: "id" }
  }
  entities {
    message: "JobStage"
    list {
      request {
        path: "/jobs/{job_id}/stages"
        parameters { name: "job" value: "{job_id}" }
      }
      paging { single_page {} }
      required_filters: "job_id"
    }
    fields { to: "id" from: "id" }
  }
  entities {
    message: "EeocRecord"
    list {
      request { path: "/eeoc" }
      paging { single_page {} }
    }
    group_by: "application"
    fields { to: "id" from: "application" }
    fields { to: "gender" from: "gender" }
    fields { to: "race" from: "race" }
  }
  entities {
    message: "Attachment"
    list {
      request {
        path: "/applications/{application_id}/{kind}"
        parameters { name: "since" value: "0" }
        records: "data"
      }
      paging { body_cursor { cursor: "next" parameter: "after" } }
      required_filters: "application_id"
      required_filters: "kind"
      filters {
        name: "kind"
        words { word: "resumes" value: "RESUME" }
      }
      filters {
        name: "created_after"
        parameter: "since"
        format: FORMAT_EPOCH_SECONDS
      }
      filters {
        name: "candidate_id"
        match: "lookup('request', 'application_id')"
        how: COMPARISON_EQUALS
      }
    }
    id_parts: "application_id"
    id_parts: "kind"
    id_parts: "file"
    get { path: "/applications/{application_id}/{kind}/{file}" }
    joins {
      name: "names"
      request { path: "/applications/{keys}/names" }
      paging { single_page {} }
      keys: "lookup('request', 'application_id')"
      row_key: "id"
      batch: 1
    }
    fields {
      to: "id"
      from: "join('~', [lookup('request', 'application_id'), lookup('request', 'kind'), id])"
    }
    fields { to: "application_id" from: "lookup('request', 'application_id')" }
    fields { to: "file_name" from: "lookup('names', id).name" }
  }
  entities {
    message: "Activity"
    id_parts: "application_id"
    id_parts: "place"
    get { path: "/applications/{application_id}" }
    get_children: "stages"
    fields { to: "id" from: "join('~', [parent.id, to_string(index)])" }
    fields { to: "subject" from: "item.stage" }
    fields { to: "body" from: "previous.stage" }
  }
  entities { message: "Offer" why: "Acme keeps offers elsewhere" }
)pb";

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_TESTING_MANIFEST_H_

"""How do persons come, change, get contact points, tags and identities? One file per family of verbs."""

from __future__ import annotations

from recruit.people.services.bulk import NewContactPoint, NewIdentity, NewPerson, add_persons_in_bulk
from recruit.people.services.contact_points import (
    ContactPointNotUnderstood,
    add_contact_point,
    remove_contact_points,
)
from recruit.people.services.erasing import remove_person, strip_person
from recruit.people.services.files import (
    About,
    ResumeNotText,
    SameFileThere,
    add_file,
    change_file,
    forget_files_about,
    forget_removed_files,
    note_opened,
    put_file_back,
    remove_file,
)
from recruit.people.services.ground import locked_person
from recruit.people.services.identities import (
    IdentityBelongsToAnother,
    lock_external_identity,
    remove_external_identity,
    set_external_identity,
)
from recruit.people.services.persons import PersonNeedsName, add_person, update_person
from recruit.people.services.sharing import SharedDetail, take_shared_details
from recruit.people.services.tags import (
    SystemTagStays,
    TagNeedsName,
    tag_person,
    tag_persons,
    untag_person,
    untag_persons,
)
from recruit.people.services.tokens import (
    forget_names,
    forget_search_words,
    learn_names,
    rewrite_tokens,
    write_missing_words,
)

__all__ = [
    "About",
    "ContactPointNotUnderstood",
    "IdentityBelongsToAnother",
    "NewContactPoint",
    "NewIdentity",
    "NewPerson",
    "PersonNeedsName",
    "ResumeNotText",
    "SameFileThere",
    "SharedDetail",
    "SystemTagStays",
    "TagNeedsName",
    "add_contact_point",
    "add_file",
    "add_person",
    "add_persons_in_bulk",
    "change_file",
    "forget_files_about",
    "forget_names",
    "forget_removed_files",
    "forget_search_words",
    "learn_names",
    "lock_external_identity",
    "locked_person",
    "note_opened",
    "put_file_back",
    "remove_contact_points",
    "remove_external_identity",
    "remove_file",
    "remove_person",
    "rewrite_tokens",
    "set_external_identity",
    "strip_person",
    "tag_person",
    "tag_persons",
    "take_shared_details",
    "untag_person",
    "untag_persons",
    "update_person",
    "write_missing_words",
]

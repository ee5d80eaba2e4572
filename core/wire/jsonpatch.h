// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QVarLengthArray>

#include <initializer_list>
#include <optional>
#include <span>

namespace assay {

/// A member of a JSON object's text, as views into it.
struct JsonMember {
    QByteArrayView name; ///< between its quotes, escapes as written
    QByteArrayView value;
};

using JsonMembers = QVarLengthArray<JsonMember, 16>;

/// The members of an object, found without reading what is in them. Nothing if the text is no object. Meant for texts
/// that a JSON parser has accepted.
std::optional<JsonMembers> jsonMembers(QByteArrayView object);

/// The elements of an array, likewise.
std::optional<QList<QByteArrayView>> jsonElements(QByteArrayView array);

/// The value at an RFC 6901 pointer without `~` (`/usage/cost`, `/choices/0`), as it stands; empty if there is none.
QByteArrayView jsonAt(QByteArrayView json, QByteArrayView pointer);

/// The same JSON without blanks outside strings. Text that is no JSON comes back in some form, the same for the same.
QByteArray compactJson(QByteArrayView json);

/// The first member of that name; null if there is none.
const JsonMember* memberOf(std::span<const JsonMember> members, QByteArrayView name);

/// What becomes of one member: another value, or (empty) nothing.
struct MemberPatch {
    QByteArrayView name;
    QByteArray value;
};

/// The object with these members replaced, added or left out; all other values byte for byte as they were.
QByteArray patchedObject(std::span<const JsonMember> members, std::span<const MemberPatch> patches);
inline QByteArray patchedObject(std::span<const JsonMember> members, std::initializer_list<MemberPatch> patches)
{
    return patchedObject(members, std::span(patches.begin(), patches.size()));
}

} // namespace assay

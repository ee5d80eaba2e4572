// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/routefile.h"

#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace assay {

RouteFile::RouteFile(const QString& profile)
    : m_path(profile + u"/routes.json"_s)
{
}

Result<RouteBook> RouteFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return RouteBook();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Storage, u"%1 cannot be read: %2."_s.arg(m_path, file.errorString()));
    return parseRouteBook(file.readAll()).transform_error([&](Error error) {
        error.kind = ErrorKind::Storage;
        error.detail = u"%1 is not usable: %2"_s.arg(m_path, error.detail);
        return error;
    });
}

Result<RouteBook> RouteFile::change(const std::function<Result<void>(RouteBook&)>& change) const
{
    auto book = read();
    if (!book)
        return book;
    if (auto done = change(*book); !done)
        return std::unexpected(done.error());
    QSaveFile file(m_path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(routeBookToJson(*book)) >= 0 && file.commit();
    if (!written)
        return fail(ErrorKind::Storage, u"%1 cannot be written: %2."_s.arg(m_path, file.errorString()));
    return book;
}

} // namespace assay

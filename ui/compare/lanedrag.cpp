// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lanedrag.h"

#include <QCoreApplication>
#include <QDrag>
#include <QMimeData>
#include <QPixmap>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString laneFormat()
{
    return u"application/x-assay-lane"_s;
}

} // namespace

void startLaneDrag(QWidget* source, int lane, const QPixmap& picture)
{
    auto* data = new QMimeData;
    data->setData(
        laneFormat(), QByteArray::number(QCoreApplication::applicationPid()) + ' ' + QByteArray::number(lane));
    auto* drag = new QDrag(source);
    drag->setMimeData(data);
    drag->setPixmap(picture);
    drag->exec(Qt::MoveAction);
}

std::optional<int> draggedLane(const QMimeData* data)
{
    const QByteArrayList parts = data->data(laneFormat()).split(' ');
    if (parts.size() != 2 || parts.first().toLongLong() != QCoreApplication::applicationPid())
        return std::nullopt;
    return parts.last().toInt();
}

} // namespace assay

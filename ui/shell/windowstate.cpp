// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/windowstate.h"

using namespace Qt::StringLiterals;

namespace assay {

QJsonObject WindowState::toJson() const
{
    QJsonObject out{{u"page"_s, page}, {u"maximised"_s, maximised}, {u"compare"_s, compare.toJson()}};
    if (!size.isEmpty()) {
        out.insert(u"width"_s, size.width());
        out.insert(u"height"_s, size.height());
    }
    if (!filter.isEmpty())
        out.insert(u"filter"_s, assay::toJson(filter));
    if (position) {
        out.insert(u"x"_s, position->x());
        out.insert(u"y"_s, position->y());
    }
    return out;
}

WindowState WindowState::fromJson(const QJsonObject& object)
{
    WindowState state{.page = object.value("page"_L1).toString(),
        .size = {object.value("width"_L1).toInt(), object.value("height"_L1).toInt()},
        .position = {},
        .maximised = object.value("maximised"_L1).toBool(),
        .filter = filterChoiceFromJson(object.value("filter"_L1).toObject()),
        .compare = CompareState::fromJson(object.value("compare"_L1).toObject())};
    if (object.contains("x"_L1) && object.contains("y"_L1))
        state.position = QPoint(object.value("x"_L1).toInt(), object.value("y"_L1).toInt());
    return state;
}

} // namespace assay

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0022_remove_goal_digest'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='gratitudenote',
            name='gratitude_note_landed_once_said',
        ),
        migrations.RemoveIndex(
            model_name='gratitudenote',
            name='note_by_landing',
        ),
        migrations.RenameField(
            model_name='gratitudenote',
            old_name='weighed_at',
            new_name='counts_since',
        ),
        migrations.AddIndex(
            model_name='gratitudenote',
            index=models.Index(condition=models.Q(('counts_since__isnull', False)), fields=['owner', '-counts_since'], name='note_by_landing'),
        ),
        migrations.AddConstraint(
            model_name='gratitudenote',
            constraint=models.CheckConstraint(condition=models.Q(('counts_since', None), ('state', 'said'), _connector='OR'), name='gratitude_note_landed_once_said'),
        ),
    ]
